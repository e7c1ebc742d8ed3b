import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import logLines from '../../../src/input/formats/log-lines.js';
import { sniffWith } from '../../support/captured.js';
import { toldBy } from '../../support/told.js';

const call =
  '{"method":"POST","url":"https://api.example.com/v1/x","status":403,"response_body":{"code":"NOPE"}}';
const text = 'POST https://api.example.com/v1/x failed with 403: {"code":"NOPE","message":"für dich nicht"}';
const CALL = 'POST https://api.example.com/v1/x 403 {"code":"NOPE"}';
const TEXT = 'POST https://api.example.com/v1/x 403 {"code":"NOPE","message":"für dich nicht"}';

describe('a call behind the prefix of', () => {
  test.each([
    ['docker compose', `api-1  | ${call}`],
    ['kubectl logs --prefix', `[pod/api-7d9f/api] ${call}`],
    ['kubectl logs --timestamps', `2026-09-21T14:13:20.123456789Z ${call}`],
    ['the container runtime interface', `2026-09-21T14:13:20.123456789Z stdout F ${call}`],
    ['syslog, RFC 3164', `<34>Sep 21 14:13:20 web-1 payments[4711]: ${call}`],
    ['syslog, RFC 5424', `<34>1 2026-09-21T14:13:20Z web-1 payments 4711 - [meta@1 a="{b}"] ${call}`],
    ['journalctl', `Sep  1 14:13:20 web-1 node[12]: ${call}`],
    ['a level', `[ERROR] ${call}`],
    ['a logger with colours', `\u001b[31m[14:13:20.1] ERROR\u001b[39m (12): ${call}`],
  ])('%s', (_, line) => {
    expect(sniffWith(logLines, line)).toBeGreaterThan(0.5);
    const told = toldBy(logLines, line);
    expect(told.lines).toEqual([CALL]);
    expect(told.atBody(['code'])).toBe('NOPE');
  });
});

describe('a call in a record of', () => {
  const escaped = JSON.stringify(text);
  test.each([
    ['winston', `{"level":"error","message":${escaped},"timestamp":"2026-09-21T14:13:20Z"}`, TEXT],
    [
      'docker',
      `{"log":${JSON.stringify(`${call}\n`)},"stream":"stdout","time":"2026-09-21T14:13:20Z"}`,
      CALL,
    ],
    ['journald', `{"MESSAGE":${JSON.stringify(call)},"_HOSTNAME":"web-1","__REALTIME_TIMESTAMP":"1"}`, CALL],
    ['CloudWatch', `{"logEvents":[{"id":"1","message":"starting"},{"id":"2","message":${escaped}}]}`, TEXT],
    [
      'logging in a message in a message',
      `{"level":50,"msg":${JSON.stringify(`{"log":${JSON.stringify(call)}}`)}}`,
      CALL,
    ],
  ])('%s', (_, record, expected) => {
    expect(sniffWith(logLines, record)).toBeGreaterThan(0.5);
    const told = toldBy(logLines, record);
    expect(told.lines).toEqual([expected]);
    expect(told.atBody(['code'])).toBe('NOPE');
  });
});

test('a line that the runtime cut into parts is one line', () => {
  const prefix = (tag: string) => `2026-09-21T14:13:20.1Z stdout ${tag} `;
  const parts = [call.slice(0, 40), call.slice(40, 86), call.slice(86)];
  const log = `${prefix('P')}${parts[0]}\n${prefix('P')}${parts[1]}\n${prefix('F')}${parts[2]}\n${prefix('F')}bye\n`;
  const told = toldBy(logLines, log);
  expect(told.lines).toEqual([CALL]);
  expect(told.at(told.exchanges[0]?.response?.statusAt)).toBe('403');
  expect(told.problems).toEqual(['1 of 2 lines tells of no HTTP call and was left out.']);
});

describe('telemetry', () => {
  const record = (attributes: unknown) => JSON.stringify({ name: 'POST', attributes });
  test.each([
    [
      'the stable conventions',
      record({
        'http.request.method': 'POST',
        'server.address': 'api.example.com',
        'server.port': 8443,
        'url.scheme': 'https',
        'url.path': '/v1/x',
        'url.query': 'a=1',
        'http.response.status_code': 503,
        'http.response.header.retry-after': ['17'],
      }),
      'POST https://api.example.com:8443/v1/x?a=1 503',
    ],
    [
      'the conventions up to 1.20, as a list',
      record([
        { key: 'http.method', value: { stringValue: 'POST' } },
        { key: 'http.url', value: { stringValue: 'https://api.example.com/v1/x' } },
        { key: 'http.status_code', value: { intValue: '503' } },
        {
          key: 'http.response.header.retry_after',
          value: { arrayValue: { values: [{ stringValue: '17' }] } },
        },
      ]),
      'POST https://api.example.com/v1/x 503',
    ],
  ])('by %s', (_, span, expected) => {
    const told = toldBy(logLines, span);
    expect(told.lines).toEqual([expected]);
    const response = told.exchanges[0]?.response;
    expect(response?.headers.get('retry-after')?.value).toBe('17');
    expect(response?.headers.proveAbsence('content-type')).toBe(false);
    expect(told.at(response?.statusAt)).toBe('503');
    expect(told.at(response?.headers.get('retry-after')?.at)).toBe('17');
  });
});

describe('what is no call', () => {
  test.each([
    ['no JSON', 'Sep 21 14:13:20 web-1 sshd[1]: Accepted publickey for root from 192.0.2.1 port 401'],
    ['an error of another kind', '{"level":"error","message":"error 500 rows were left in the queue"}'],
  ])('%s', (_, line) => {
    expect(() => toldBy(logLines, line)).toThrow(UnreadableInput);
  });
});
