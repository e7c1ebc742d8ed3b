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

/** The codes that begin and end each of them (ECMA-48, section 8.3.117); a colour ends without ending bold or dim text. */
const painted: Style = {
  bold: painter(1, 22),
  dim: painter(2, 22),
  alarm: painter(31, 39),
  warn: painter(33, 39),
  good: painter(32, 39),
  name: painter(36, 39),
};

export function styleFor(color: boolean): Style {
  return color ? painted : plain;
}

function painter(begin: number, end: number): (text: string) => string {
  const [on, off] = [`\x1b[${begin}m`, `\x1b[${end}m`];
  // What stands in it may end with the same code, and goes on in the outer style.
  return (text) => (text === '' ? '' : on + text.replaceAll(off, off + on) + off);
}
