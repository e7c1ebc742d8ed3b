import { describe, expect, test } from 'vitest';
import { valuePlace } from '../../../src/exchange/body.js';
import { UnreadableInput } from '../../../src/input/format.js';
import ndjson from '../../../src/input/formats/ndjson.js';
import { formats } from '../../../src/input/formats.generated.js';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';
import { readInput } from '../../../src/input/read-input.js';

const nested =
  '{"request":{"method":"GET","url":"https://api.example.com/a"},"response":{"status":401,"body":"{\\"code\\":\\"X\\"}"}}';
const flat =
  '{"method":"POST","url":"https://api.example.com/b","status_code":429,"duration_ms":12,"response_body":{"code":"Y"}}';
const body = '{"ok":false,"error":{"code":"Z"}}';

function inputOf(...lines: string[]): Input {
  return new Input('calls.ndjson', Buffer.from(lines.join('\n')));
}

describe('NDJSON', () => {
  const input = inputOf(nested, '', flat, `  ${body}\r`, '');
  const { exchanges, problems } = ndjson.read(input);

  test('gives one exchange per line, each at its line', () => {
    expect(exchanges.map(({ response }) => response?.status)).toEqual([401, 429, undefined]);
    expect(exchanges.map(({ at }) => input.lineAt(at.spans[0]?.start ?? 0))).toEqual([1, 3, 4]);
    expect(problems).toEqual([]);
  });

  test('points into each line, into text and into values', () => {
    const paths = [['code'], ['code'], ['error', 'code']];
    const codes = exchanges.map(({ response }, index) => {
      const place = response && valuePlace(response.body, paths[index] ?? []);
      const span = place && locate(input, place);
      return span && `${input.lineAt(span.start)}:${input.text(span)}`;
    });
    expect(codes).toEqual(['1:X', '3:Y', '4:Z']);
  });

  test('takes what a program logged as its error for the answer, unless a client or no answer made it', () => {
    const line = (status: object, err: object) =>
      JSON.stringify({ req: { method: 'POST', url: 'https://api.example.com/c' }, res: status, err });
    const told = [
      line({ statusCode: 422 }, { message: 'KYC not completed' }),
      line({ statusCode: 422 }, { message: 'Request failed with status code 422' }),
      line({ statusCode: 422 }, { message: 'no', code: 'ERR_BAD_REQUEST' }),
      line({ statusCode: 200 }, { message: 'KYC not completed' }),
    ];
    const read = ndjson.read(inputOf(...told)).exchanges.map(({ response }) => response?.body.is);
    expect(read).toEqual(['parsed', 'not-captured', 'not-captured', 'not-captured']);
  });

  test('is a log also where stack traces stand between, first or second', () => {
    const trace = ['Error: boom', ...Array(9).fill('    at run (/app/job.js:1:2)')];
    for (const lines of [trace, [nested, ...trace], ['{"level":30,"msg":"started"}', ...trace]]) {
      const read = readInput(inputOf(...lines, nested, flat, flat), formats);
      expect(read).toMatchObject({ format: 'NDJSON' });
      expect(read.exchanges.length).toBeGreaterThanOrEqual(3);
    }
  });

  test('counts broken lines, names the first and reads on', () => {
    const broken = ndjson.read(inputOf(flat, '{"cut":', '7', flat, 'plain text'));
    expect(broken.exchanges).toHaveLength(2);
    expect(broken.problems).toEqual([
      'Line 2 could not be read as a JSON object.',
      '2 of 5 lines tell of no HTTP call and were left out.',
    ]);
    const many = ndjson.read(inputOf(flat, ...Array(9).fill('{"cut":')));
    expect(many.problems).toEqual(['Lines 2, 3, 4, 5, 6 and 4 more could not be read as a JSON object.']);
  });

  test('reads what stands in a line of words, and in a cut line whose outcome is known', () => {
    const answered = nested.slice(0, -8);
    const unanswered = nested.slice(0, nested.indexOf(',"response"'));
    const told = 'POST https://api.example.com/c failed with 503';
    const mixed = ndjson.read(inputOf(flat, answered, unanswered, told));
    expect(mixed.exchanges.map(({ response }) => response?.status)).toEqual([429, 401, 503]);
    expect(mixed.problems).toEqual([
      'Line 3 could not be read as a JSON object.',
      'Line 2 ends early; what stands before was read.',
    ]);
  });

  test('may begin with a byte-order mark', () => {
    expect(ndjson.read(inputOf(`\ufeff${flat}`, flat)).exchanges).toHaveLength(2);
  });

  test('without any JSON object is unreadable', () => {
    expect(() => ndjson.read(inputOf('one', 'two'))).toThrow(UnreadableInput);
  });
});

describe('one line that is broken, or of another kind, loses no other', () => {
  test.each([
    ['a broken line', '{broken'],
    ['a line that was cut', nested.slice(0, 60)],
    ['a line of words', 'worker restarted'],
    ['a stack trace', '    at send (/srv/app.js:1:1)'],
  ])('%s', (_, line) => {
    for (const lines of [
      [line, nested, flat],
      [nested, line, flat],
      [nested, flat, line],
    ]) {
      const { exchanges, problems } = readInput(inputOf(...lines), formats);
      expect(exchanges.map(({ response }) => response?.status)).toEqual([401, 429]);
      expect(problems).toHaveLength(1);
    }
  });
});

describe('recognition', () => {
  test.each([
    ['objects on lines', inputOf(flat, body), 0.95],
    ['with blank lines', inputOf(flat, '', '', body), 0.95],
    ['broken lines among objects', inputOf('{broken', flat, body, '{"cut":'), 0.95],
    ['one line', inputOf(flat), 0],
    ['pretty-printed JSON', inputOf(...JSON.stringify([JSON.parse(flat)], null, 2).split('\n')), 0],
    ['a list with one element per line', inputOf(`[${flat},`, `${flat}]`), 0],
    ['text', inputOf('one', 'two'), 0],
  ])('%s', (_, input, expected) => {
    expect(ndjson.sniff(input)).toBe(expected);
  });

  test('is less sure with lines of other kinds', () => {
    const mixed = ndjson.sniff(inputOf('starting', flat, flat));
    expect(mixed).toBeGreaterThan(0);
    expect(mixed).toBeLessThan(0.9);
  });
});
