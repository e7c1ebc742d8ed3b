import { expect, test } from 'vitest';
import { LineScan } from '../../src/triage/scan-line.js';
import { Shapes, type Verdict } from '../../src/triage/shapes.js';

/** Only where something is missing does its id tell why. */
function verdictOf(line: Uint8Array): Verdict<string> {
  const { status, id } = JSON.parse(Buffer.from(line).toString()) as { status: number; id: number };
  const key = status === 404 && id === 0 ? 'an id that cannot be' : String(status);
  return { key, time: undefined, duration: undefined, place: key };
}

/** What is known of each line; undefined where it was read, and learnt from. */
function known(lines: readonly string[]): (string | undefined)[] {
  const shapes = new Shapes<string>(verdictOf);
  const scan = new LineScan();
  return lines.map((line) => {
    const bytes = Buffer.from(line);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    scan.read(bytes, view, 0, bytes.length);
    const found = shapes.known(view, scan);
    if (!found) shapes.learn(bytes, view, 0, bytes.length, scan, verdictOf(bytes));
    return found?.place;
  });
}

test('a word that means nothing in one line may decide in another of the same shape', () => {
  const line = (status: number, id: number) => JSON.stringify({ status, id });
  const lines = [line(200, 71), line(200, 72), line(200, 73), line(404, 74), line(404, 0), line(200, 75)];
  expect(known(lines)).toEqual([undefined, undefined, '200', undefined, undefined, undefined]);
  expect(known([...lines, line(200, 75), line(404, 0)]).slice(-2)).toEqual(['200', 'an id that cannot be']);
});
