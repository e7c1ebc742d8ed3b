import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import jsonBody from '../../../src/input/formats/json-body.js';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';
import { valuePlace } from '../../../src/exchange/body.js';

function read(text: string | Uint8Array) {
  const input = new Input('error.json', Buffer.from(text as string));
  const { exchanges, problems } = jsonBody.read(input);
  return { input, exchange: exchanges[0], response: exchanges[0]?.response, problems };
}

function sure(text: string): number {
  return jsonBody.sniff(new Input('-', Buffer.from(text)));
}

const error = '{"ok":false,"error":{"code":"KEY_REVOKED"}}';

describe('a bare JSON body', () => {
  test('is the body of an answer of which nothing else was captured', () => {
    const { exchange, response, problems } = read(error);
    expect(exchange?.request).toBeUndefined();
    expect(response?.status).toBeUndefined();
    expect(response?.headers.proveAbsence('retry-after')).toBe(false);
    expect(response?.body).toMatchObject({ is: 'bytes', wire: Buffer.from(error), exact: false });
    expect(problems).toEqual([]);
  });

  test('may stand behind a byte-order mark and between white space', () => {
    const { response, exchange } = read(`\ufeff\n  ${error}\r\n\n`);
    expect(response?.body).toMatchObject({ wire: Buffer.from(error) });
    expect(exchange?.at.spans).toEqual([{ start: 6, end: 6 + error.length }]);
  });

  test('may come as UTF-16, as PowerShell redirects it', () => {
    const { response } = read(Buffer.from(`\ufeff${error}`, 'utf16le'));
    expect(response?.body).toMatchObject({ wire: new TextEncoder().encode(error) });
  });

  test('shows where its values stand', () => {
    const { input, response } = read(`\n${error}`);
    const place = response && valuePlace(response.body, ['error', 'code']);
    expect(place && locate(input, place)).toEqual({ start: 30, end: 41 });
  });

  test('may be 100,000 levels deep', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(read(deep).problems).toEqual([]);
    expect(read('{"a":'.repeat(100_000)).response?.body.is).toBe('cut');
  });
});

describe('what curl prints after the body', () => {
  test.each([
    ['401', `${error}401`],
    ['on its own line', `${error}\n401\n`],
    ['with a label', `${error}\nHTTP status: 401`],
    ['--fail-with-body', `${error}\ncurl: (22) The requested URL returned error: 401`],
  ])('tells the status: %s', (_, text) => {
    const { input, response, problems } = read(text);
    expect(response?.status).toBe(401);
    expect(response?.statusAt && input.text(locate(input, response.statusAt))).toBe('401');
    expect(problems).toEqual([]);
  });

  test('tells why the answer is not whole', () => {
    const { exchange } = read(`${error}\ncurl: (18) transfer closed with 120 bytes remaining to read\n`);
    expect(exchange?.transport).toMatchObject({ kind: 'reset', curlExit: 18 });
  });

  test('stands right behind a body that broke off', () => {
    const { input, exchange, response, problems } = read(
      `${error.slice(0, 30)}curl: (18) end of response with 120 bytes missing\n`,
    );
    expect(response?.body).toMatchObject({ is: 'cut', bytes: Buffer.from(error.slice(0, 30)) });
    expect(exchange?.transport?.curlExit).toBe(18);
    expect(exchange?.transport?.at && input.text(locate(input, exchange.transport.at))).toMatch(
      /^curl: \(18\) .*missing$/,
    );
    expect(problems).toHaveLength(1);
  });

  test('and the mark of a missing line feed are no problem, other text is', () => {
    expect(read(`${error}%`).problems).toEqual([]);
    expect(read(`${error}\nand so on`).problems).toEqual([
      'What follows the JSON from line 1, column 44 on was not read.',
    ]);
  });
});

describe('damaged JSON', () => {
  test('that is cut keeps what there is', () => {
    const { response, problems } = read('{"ok":false,\n"error":{"code":"KEY_REV');
    expect(response?.body).toMatchObject({ is: 'cut' });
    expect(problems).toEqual(['The JSON is cut off at line 2, column 25.']);
  });

  test('that is malformed is read, saying where it stops', () => {
    const { response, problems } = read('{"ok":false,\n "é":1,}');
    expect(response?.body).toMatchObject({ is: 'bytes', exact: false });
    expect(problems).toEqual(['The JSON is malformed: it stops making sense at line 2, column 8.']);
  });

  test.each(['[2026-09-21 12:00:00] ERROR failed', '{ ok: false }', 'plain', '"text"', '42', ''])(
    'is not seen in %j',
    (text) => {
      expect(sure(text)).toBe(0);
      expect(() => read(text)).toThrow(UnreadableInput);
    },
  );

  test('is less sure than whole JSON', () => {
    expect(sure(error)).toBeGreaterThan(sure(`${error} and more`));
    expect(sure(error)).toBeGreaterThan(sure('{"ok":false,}'));
  });
});
