import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import freeText from '../../../src/input/formats/free-text.js';
import { toldBy } from '../../support/told.js';

const URL = 'https://api.example.com/v1/x';

describe('what a text tells of a call', () => {
  test.each([
    ['a sentence', `We POST ${URL} and get 401 Unauthorized.`, `POST ${URL} 401`],
    [
      'a ticket with JSON that is cut off',
      `Hi,\nour call to ${URL} returned HTTP 401:\n{"ok":false,"error":{"code":"BAD_KEY","mess`,
      `${URL} 401 {"ok":false,"error":{"code":"BAD_KEY","mess✂`,
    ],
    [
      "axios' stack trace",
      `AxiosError: Request failed with status code 403\n    at settle (/app/axios.js:16:15)\n  url: '${URL}',`,
      `${URL} 403`,
    ],
    [
      'a message of Guzzle, which cuts the body',
      `Client error: \`POST ${URL}\` resulted in a \`401 Unauthorized\` response:\n{"code":"BAD_KEY","message":"inval (truncated...)\n`,
      `POST ${URL} 401 {"code":"BAD_KEY","message":"inval✂`,
    ],
    [
      "Python's requests",
      `requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: ${URL}`,
      `${URL} 429`,
    ],
    [
      'a client without an answer',
      `Error: connect ECONNREFUSED 192.0.2.1:443 while calling ${URL}`,
      `${URL} connect`,
    ],
    [
      'an access log',
      `192.0.2.7 - - [21/Sep/2026:14:13:20 +0000] "POST /v1/x HTTP/1.1" 403 12`,
      'POST /v1/x 403',
    ],
    [
      'a code in words',
      `POST ${URL} failed with status 400 (INVALID_AMOUNT)`,
      `POST ${URL} 400 {"code":"INVALID_AMOUNT",✂`,
    ],
  ])('%s', (_, text, expected) => {
    expect(toldBy(freeText, text).lines).toEqual([expected]);
  });

  test('headers are never said to be absent', () => {
    const [exchange] = toldBy(freeText, `POST ${URL} 401`).exchanges;
    expect(exchange?.request?.headers.proveAbsence('authorization')).toBe(false);
    expect(exchange?.request?.body.is).toBe('not-captured');
  });

  test('evidence points at the words', () => {
    const told = toldBy(freeText, `ü POST ${URL}: 401 {"code":"BAD_KEY"}`);
    const [exchange] = told.exchanges;
    expect(told.at(exchange?.request?.methodAt)).toBe('POST');
    expect(told.at(exchange?.request?.urlAt)).toBe(URL);
    expect(told.at(exchange?.response?.statusAt)).toBe('401');
    expect(told.atBody(['code'])).toBe('BAD_KEY');
    const words = toldBy(freeText, `POST ${URL} failed with status 400 (INVALID_AMOUNT)`);
    expect(words.atBody(['code'])).toBe('INVALID_AMOUNT');
  });

  test('each line that tells a whole call is one', () => {
    const log = `GET ${URL}/1 -> 404\nGET ${URL}/2 -> 500\n{"code":"OOPS"}\n`;
    expect(toldBy(freeText, log).lines).toEqual([`GET ${URL}/1 404`, `GET ${URL}/2 500 {"code":"OOPS"}`]);
  });
});

describe('what tells nothing', () => {
  test.each([
    ['prose', 'The quick brown fox jumps over the lazy dog.'],
    ['numbers', 'It took 404 ms for 500 rows, exit code 137.'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(() => toldBy(freeText, text)).toThrow(UnreadableInput);
    expect(freeText.sniff).toBeTypeOf('function');
  });
});
