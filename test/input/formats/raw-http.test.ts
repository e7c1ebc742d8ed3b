import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import rawHttp from '../../../src/input/formats/raw-http.js';
import { bodyText, sniffWith } from '../../support/captured.js';
import { toldBy } from '../../support/told.js';

const request = [
  'POST /v1/x?a=1 HTTP/1.1',
  'Host: api.example.com',
  'X-Signature:  0a1b ',
  'Content-Type: application/json',
  'Content-Length: 13',
  '',
  '{"amount": 1}',
];
const answer = [
  'HTTP/1.1 401 Unauthorized',
  'Content-Type: application/json',
  'Content-Length: 16',
  '',
  '{"code":"NOPE"}\n',
];
const EXCHANGE = 'POST https://api.example.com/v1/x?a=1 401 {"code":"NOPE"}\n';

describe('HTTP messages', () => {
  test.each([
    ['with CR LF', `${request.join('\r\n')}\r\n\r\n${answer.join('\r\n')}`],
    ['as on the wire', `${request.join('\r\n')}${answer.join('\r\n')}`],
    ['with LF', `${request.join('\n')}\n\n${answer.join('\n')}`],
    ['under titles', `Request:\n${request.join('\n')}\n\nResponse:\n${answer.join('\n')}`],
  ])('%s', (_, text) => {
    const told = toldBy(rawHttp, text);
    expect(told.lines).toEqual([EXCHANGE]);
    const [exchange] = told.exchanges;
    expect(exchange?.request).toMatchObject({ target: '/v1/x?a=1', body: { is: 'bytes', exact: true } });
    expect(bodyText(exchange?.request?.body)).toBe('{"amount": 1}');
    expect(exchange?.request?.headers.get('x-signature')?.raw).toBe(' 0a1b ');
    expect(exchange?.request?.headers.proveAbsence('authorization')).toBe(true);
    expect(told.at(exchange?.response?.statusAt)).toBe('401');
    expect(told.atBody(['code'])).toBe('NOPE');
  });

  test('chunks are put together, and places lead into them', () => {
    const head = ['POST /v1/x HTTP/1.1', 'Host: api.example.com', 'Transfer-Encoding: chunked', '', ''].join(
      '\r\n',
    );
    const chunks = '8\r\n{"amount\r\n5;x=y\r\n": 1}\r\n0\r\n\r\n';
    const told = toldBy(
      rawHttp,
      `${head}${chunks}HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n${'f\r\n{"code":"NOPE"}\r\n0\r\n\r\n'}`,
    );
    expect(bodyText(told.exchanges[0]?.request?.body)).toBe('{"amount": 1}');
    expect(told.lines).toEqual(['POST https://api.example.com/v1/x 400 {"code":"NOPE"}']);
    expect(told.atBody(['code'])).toBe('NOPE');
  });

  test('a body that was written down in another length is not exact', () => {
    const told = toldBy(rawHttp, request.join('\n').replace('{"amount": 1}', '{\n  "amount": 1\n}\n'));
    expect(told.exchanges[0]?.request?.body).toMatchObject({ is: 'bytes', exact: false });
    expect(told.exchanges[0]?.response).toBeUndefined();
  });

  test('a declared body that is not there was not captured', () => {
    const told = toldBy(rawHttp, `${request.slice(0, 5).join('\n')}\n`);
    expect(told.exchanges[0]?.request?.body.is).toBe('not-captured');
  });

  test('several calls, redirects and interim answers keep together', () => {
    const text = `GET /1 HTTP/1.1\nHost: a.example\n\nHTTP/1.1 103 Early Hints\nLink: </x>\n\nHTTP/1.1 404 Not Found\nDate: x\n\nnone\n\nGET /2 HTTP/1.1\nHost: a.example\n\nHTTP/2 500\ndate: x\n\noops\n`;
    expect(toldBy(rawHttp, text).lines).toEqual([
      'GET https://a.example/1 404 none\n',
      'GET https://a.example/2 500 oops',
    ]);
  });

  test('a request of an HTTP client’s file keeps few headers', () => {
    const told = toldBy(rawHttp, '### create\nPOST https://api.example.com/v1/x\nX-Key: k\n\n{"a":1}\n');
    expect(told.lines).toEqual(['POST https://api.example.com/v1/x']);
    const sent = told.exchanges[0]?.request;
    expect(sent?.headers.get('x-key')?.value).toBe('k');
    expect(sent?.headers.proveAbsence('host')).toBe(false);
    expect(told.at(sent?.urlAt)).toBe('https://api.example.com/v1/x');
    expect(bodyText(sent?.body)).toBe('{"a":1}');
  });

  test('without a message is unreadable', () => {
    expect(() => toldBy(rawHttp, 'POST it to me')).toThrow(UnreadableInput);
  });
});

describe('recognition', () => {
  test.each([
    ['a request', request.join('\r\n'), 0.9],
    ['a request under a title', `Request:\n${request.join('\n')}`, 0.6],
    ['an answer alone', answer.join('\n'), 0],
    ['an access log', '192.0.2.7 - - [x] "POST /v1/x HTTP/1.1" 403 12', 0],
    ['curl -v', `> ${request.join('\n> ')}`, 0],
  ])('%s', (_, text, expected) => {
    expect(sniffWith(rawHttp, text)).toBe(expected);
  });
});
