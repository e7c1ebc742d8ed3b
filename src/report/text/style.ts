/** What can stand out in text output. Without colour every one of them returns its text. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  alarm(text: string): string;
  warn(text: string): string;
  good(text: string): string;
  name(text: string): string;
}

const asItIs = (text: string) => text;
const plain: Style = { bold: asItIs, dim: asItIs, alarm: asItIs, warn: asItIs, good: asItIs, name: asItIs };

/** chalk is read only when colour will be printed: it would cost every start. */
export async function loadStyle(color: boolean): Promise<Style> {
  if (!color) return plain;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    alarm: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    good: (text) => chalk.green(text),
    name: (text) => chalk.cyan(text),
  };
}
