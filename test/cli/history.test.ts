import { describe, expect, it } from 'vitest';
import { BEGAN, logOf } from '../support/sessions.js';
import { errdoctor, folderWith } from './built.js';

const token = 'errdoctor_example_5f2c9a71d04b8e36';
const payment = (at: number, amount: number, status: number) => ({
  at,
  token,
  method: 'POST',
  path: '/v1/payments',
  headers: { 'Idempotency-Key': 'order-errdoctor-1' },
  body: { amount },
  status,
  answer: status < 400 ? { id: 'pay_1' } : { error: { message: 'Idempotency key already used' } },
});
const log = logOf([payment(40, 5, 409), payment(0, 4, 201)]);

/** A browser's recording: newest first, each entry with its time and how long it took. */
const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'recorder', version: '1' },
    entries: [
      [9000, 401],
      [1000, 200],
    ].map(([after = 0, status]) => ({
      startedDateTime: new Date(BEGAN + after).toISOString(),
      time: 20,
      request: {
        method: 'GET',
        url: 'https://api.shop.example/v1/me',
        httpVersion: 'HTTP/1.1',
        headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        cookies: [],
        content: { size: 2, mimeType: 'application/json', text: '{}' },
        redirectURL: '',
        headersSize: -1,
        bodySize: 2,
      },
      cache: {},
      timings: { send: 0, wait: 20, receive: 0 },
    })),
  },
});
const cwd = folderWith({ 'calls.ndjson': log, 'session.har': har });

describe('the exchanges of one input', () => {
  it('explain each other, and evidence quotes the other call', async () => {
    const { code, stdout } = await errdoctor(['calls.ndjson'], { cwd });
    expect(stdout).toContain('proven  http/idempotency-key-reused');
    expect(stdout).toContain('used 40 s before with another request: amount differs');
    expect(stdout).toMatch(/calls\.ndjson:2 \|/);
    expect(stdout).not.toContain(token);
    expect(code).toBe(1);
  });

  it('explain each other in a recording, whatever its order', async () => {
    const { stdout } = await errdoctor(['session.har'], { cwd });
    expect(stdout).toContain('http/credential-stopped-working');
    expect(stdout).toContain('worked until 2026-09-21 12:26:41 UTC');
    expect(stdout).not.toContain(token);
  });

  it('are judged by themselves with --stateless, and one alone asks for no history', async () => {
    const { stdout } = await errdoctor(['calls.ndjson', '--stateless'], { cwd });
    expect(stdout).toContain('http/idempotency-key-reused');
    expect(stdout).not.toMatch(/proven|calls\.ndjson:2|unchecked/);
    const alone = await errdoctor(['-'], { input: log.split('\n')[0] as string });
    expect(alone.stdout).not.toMatch(/proven|unchecked/);
  });

  it('are not those of another input', async () => {
    const [second = '', first = ''] = log.split('\n');
    const apart = folderWith({ 'a.ndjson': first, 'b.ndjson': second });
    const { stdout } = await errdoctor(['a.ndjson', 'b.ndjson'], { cwd: apart });
    expect(stdout).not.toContain('proven');
  });
});
