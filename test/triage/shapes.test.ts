import { expect, test } from 'vitest';
import { Eye } from '../../src/triage/eye.js';
import { Shapes, type Verdict } from '../../src/triage/shapes.js';

const PLACES = ['', 'an id that cannot be', '200', '404', '503'];

/** An id tells why something is missing, and one that nobody would try tells it always. */
function verdictOf(line: Uint8Array): Verdict {
  const { status, id } = JSON.parse(Buffer.from(line).toString()) as { status: number; id: number };
  const key = (status === 404 && id === 0) || id === 41 ? 'an id that cannot be' : String(status);
  return { key, why: key, time: undefined, duration: undefined, place: PLACES.indexOf(key) };
}

/** What is known of each line; undefined where it was read, and learnt from. */
function known(lines: readonly string[]): (string | undefined)[] {
  const eye = new Eye();
  const shapes = new Shapes(eye, verdictOf);
  return lines.map((line) => {
    const bytes = Buffer.from(line);
    eye.lay(bytes);
    const found = eye.look(0, bytes.length);
    if (found <= 0) shapes.learn(bytes, 0, bytes.length, verdictOf(bytes));
    return PLACES[found] || undefined;
  });
}

const line = (status: number, id: number) => JSON.stringify({ status, id });

test('a word that means nothing in one line may decide in another of the same shape', () => {
  const alike = [71, 72, 73, 74, 75].map((id) => line(200, id));
  // Two to see the shape, one to learn from, and one that is read to be sure.
  expect(known(alike)).toEqual([undefined, undefined, undefined, undefined, '200']);
  const lines = [...alike, line(404, 74), line(404, 0), line(200, 75)];
  expect(known(lines).slice(-3)).toEqual([undefined, undefined, undefined]);
  const again = [line(200, 75), line(200, 75), line(404, 0)];
  expect(known([...lines, ...again]).slice(-2)).toEqual(['200', 'an id that cannot be']);
});

test('a known line is read now and then, so that a word that trying found to mean nothing is found to decide', () => {
  const alike = [71, 72, 73, 74, 75, 76, 77, 78, 79, 80].map((id) => line(503, id));
  const lines = [...alike, line(503, 41), line(503, 41), line(503, 41), line(503, 74)];
  expect(known(lines).slice(3, 10)).toEqual([undefined, ...Array(6).fill('503')]);
  // The first time that a line is known by what was learnt anew, it is read once more.
  expect(known(lines).slice(10)).toEqual([undefined, undefined, 'an id that cannot be', undefined]);
});
