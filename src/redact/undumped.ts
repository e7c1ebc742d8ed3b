/** A row of `curl --trace`, found without the record above it. */
const ROW = /^[0-9a-f]{4,16}: ((?:[0-9a-f]{2} ){1,16})/gm;

/**
 * The bytes of all rows of a dump in hexadecimal, as text. It shares no code with what writes the rows, because it is
 * there to check them.
 */
export function undumped(text: string): string {
  const rows = [...text.matchAll(new RegExp(ROW))].map(([, row = '']) => row.replaceAll(' ', ''));
  return Buffer.from(rows.join(''), 'hex').toString();
}
