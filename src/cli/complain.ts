import type { Io } from './io.js';

/**
 * Writes sentences to standard error. They may quote the command line or the input: control sequences are
 * removed and secrets masked.
 */
export async function complain({ stderr }: Io, text: string): Promise<void> {
  if (text === '') return;
  const [{ createMask }, { stripControls }] = await Promise.all([
    import('../report/mask.js'),
    import('../report/strip-controls.js'),
  ]);
  await stderr.write(createMask().text(stripControls(text)));
}

/** What is said when errdoctor itself broke: one sentence, and the stack only when asked for. */
export function breakdown(error: unknown, verbose: boolean): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  // A SyntaxError of JSON.parse quotes what it read, which may be anything.
  const said = name === 'SyntaxError' ? 'SyntaxError' : `${name}: ${message}`;
  const frames = stack?.slice(stack.indexOf('\n    at ')).trimEnd() ?? '';
  const how = verbose ? `${frames}\n` : ' Run it again with -v for where it happened.\n';
  return `errdoctor itself broke, your input is not to blame (${said}).${how}`;
}
