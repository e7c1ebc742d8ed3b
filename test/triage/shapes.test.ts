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

/** Lines of one shape, each with another id. */
const alike = (status: number, count: number) =>
  Array.from({ length: count }, (_, index) => line(status, 71 + index));

test('a word that means nothing in one line may decide in another of the same shape', () => {
  // One to see the shape, and one to learn from.
  expect(known(alike(200, 4))).toEqual([undefined, undefined, '200', '200']);
  const lines = [...alike(200, 4), line(404, 74), line(404, 0), line(200, 75)];
  expect(known(lines).slice(-3)).toEqual([undefined, undefined, undefined]);
  const again = [line(200, 75), line(200, 75), line(404, 0)];
  expect(known([...lines, ...again]).slice(-2)).toEqual(['200', 'an id that cannot be']);
});

test('a known line is read now and then, so that a word that trying found to mean nothing is found to decide', () => {
  const before = alike(503, 17);
  const lines = [...before, line(503, 41), line(503, 41), line(503, 41), line(503, 99)];
  expect(known(lines).slice(2, 17)).toEqual(Array(15).fill('503'));
  expect(known(lines).slice(17)).toEqual([
    undefined,
    'an id that cannot be',
    'an id that cannot be',
    undefined,
  ]);
});

test('a number that begins with a zero, which breaks JSON, is not like others', () => {
  const shapeOf = (text: string) => {
    const eye = new Eye();
    eye.lay(Buffer.from(text));
    return eye.study(0, Buffer.byteLength(text), false).shape;
  };
  for (const before of ['{"took":', '{"took": ', '{"log":"{\\"took\\":'])
    expect(shapeOf(`${before}045`)).not.toBe(shapeOf(`${before}145`));
  for (const before of ['{"took":"', '{"took":0.', '{"took":', '{"at":"12:'])
    expect(shapeOf(`${before}0`)).toBe(shapeOf(`${before}7`));
  expect(shapeOf('{"at":"12:05"')).toBe(shapeOf('{"at":"12:15"'));
});
