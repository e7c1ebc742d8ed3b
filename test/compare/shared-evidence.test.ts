import { describe, expect, it } from 'vitest';
import { diagnoseCapture } from '../../src/diagnose-capture.js';
import { compared, engine } from './pairs.js';

const POST = (lines: readonly string[], body: string, status: string, answer: string) =>
  [
    'POST /v2/platforms/intents HTTP/1.1',
    'Host: api.pandabase.io',
    'Authorization: Platform plt_errdoctor0001',
    ...lines,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    `${body}\r\nHTTP/1.1 ${status}`,
    'Date: Mon, 21 Sep 2026 13:33:21 GMT',
    'Content-Type: application/json',
    '',
    answer,
  ].join('\r\n');

const BODY = '{"amount":2500,"currency":"USD"}';
const SIGNED = ['X-Request-Timestamp: 1790000000000', `X-Platform-Signature: ${'ab'.repeat(64)}`];
const IN_SECONDS = ['X-Request-Timestamp: 1790000000', `X-Platform-Signature: ${'ab'.repeat(64)}`];
const EXPIRED =
  '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired","status":401}}';
const late = POST(IN_SECONDS, BODY, '401 Unauthorized', EXPIRED);

describe('the library', () => {
  it('compares too, with the secrets of both captures masked', async () => {
    const working = POST(
      SIGNED.map((line) => line.replaceAll('ab', 'cd')),
      BODY,
      '200 OK',
      '{"ok":true}',
    );
    const report = await diagnoseCapture(engine, late, { working, name: 'late.http' });
    expect(report.diagnoses[0]?.comparison).toMatchObject({
      with: { file: 'working', entry: 1, line: 1 },
      differences: [{ at: { file: 'late.http', line: 4 }, goodAt: { file: 'working', line: 4 } }, {}],
    });
    expect(JSON.stringify(report)).not.toMatch(/abab|cdcd/);
  });
});

describe('evidence', () => {
  it('that the working call does not share keeps its proof', async () => {
    const { causes, comparison } = await compared(late, POST(SIGNED, BODY, '200 OK', '{"ok":true}'));
    expect(causes[0]).toMatchObject({ id: 'pandabase/timestamp-expired', certainty: 'proven' });
    expect(comparison?.differences[0]).toMatchObject({
      what: 'form of X-Request-Timestamp',
      bad: '1790000000 (Unix seconds)',
      good: '1790000000000 (Unix milliseconds)',
      explains: 'pandabase/timestamp-expired',
    });
  });

  it('that the working call shares proves nothing', async () => {
    const { causes } = await compared(late, POST(IN_SECONDS, BODY, '200 OK', '{"ok":true}'));
    expect(causes[0]).toMatchObject({ id: 'pandabase/timestamp-expired', certainty: 'stated' });
    expect(causes[0]?.evidence.map(({ says }) => says)).toEqual(["the answer's code is TIMESTAMP_EXPIRED"]);
  });

  it('of a documented limit explains the member that breaks it', async () => {
    const invalid = '{"ok":false,"error":{"code":"VALIDATION_FAILED","message":"invalid","status":400}}';
    const bad = POST(SIGNED, '{"amount":-5,"currency":"USD"}', '400 Bad Request', invalid);
    const { causes, comparison } = await compared(bad, POST(SIGNED, BODY, '200 OK', '{"ok":true}'));
    expect(comparison?.differences[0]).toMatchObject({ what: 'value of amount', explains: causes[0]?.id });
  });

  it('that the working call shares leads nowhere as a signal', async () => {
    const broken = (status: string) =>
      [
        'POST /v1/charges HTTP/1.1',
        'Host: api.acmepay.example',
        'Content-Type: application/json',
        'Content-Length: 11',
        '',
        `{"a":true,}\r\nHTTP/1.1 ${status}`,
        '',
        '{"error":{"message":"refused"}}',
      ].join('\r\n');
    const alone = await compared(broken('400 Bad Request'), broken('500 Internal Server Error'));
    expect(alone.comparison?.with).toBe(null);
    expect(alone.causes[0]).toMatchObject({ id: 'http/json-body-malformed', certainty: 'proven' });
    const beside = await compared(
      broken('400 Bad Request'),
      broken('200 OK').replace('{"error":{"message":"refused"}}', '{}'),
    );
    expect(beside.causes.map(({ id }) => id)).not.toContain('http/json-body-malformed');
  });
});
