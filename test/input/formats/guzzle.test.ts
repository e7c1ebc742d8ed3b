import { describe, expect, it } from 'vitest';
import guzzle from '../../../src/input/formats/guzzle.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('Guzzle and Laravel', () => {
  it('knows a body that Guzzle cut at 120 characters as cut', () => {
    const captured = readWith(guzzle, recording('guzzle', 'pandabase'));
    const { request, response } = only(captured);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.pandabase.io/v2/platforms/intents' });
    expect(captured.textAt(request?.urlAt)).toBe('https://api.pandabase.io/v2/platforms/intents');
    expect(captured.textAt(response?.statusAt)).toBe('401');
    expect(response?.reason).toBe('Unauthorized');
    const body = response?.body;
    expect(body?.is).toBe('cut');
    if (body?.is === 'cut') expect(body.bytes.length).toBe(120);
    expect(request?.headers.seen).toBe('some');
    expect(request?.body.is).toBe('not-captured');
  });

  it('reads a shorter body whole, also before a stack', () => {
    for (const form of ['guzzle', 'guzzle-uncaught']) {
      const { response } = only(readWith(guzzle, recording(form, 'axys')));
      expect(bodyText(response?.body)).toBe('{"status":"error","message":"No authorized IPs configured"}');
    }
  });

  it('reads the exit code of libcurl and the URL', () => {
    const { request, transport } = only(readWith(guzzle, recording('guzzle-uncaught', 'timeout')));
    expect(transport).toMatchObject({ kind: 'timeout', curlExit: 28 });
    expect(transport?.says).toMatch(/^Operation timed out after \d+ milliseconds with 0 bytes received$/);
    expect(request?.url).toBe('https://api.pandabase.io/v2/platforms/payouts');
  });

  it("reads a line of Laravel's log, which repeats the exception, once", () => {
    const message = 'HTTP request returned status code 422:\n{"message":"The name fie (truncated...)\n';
    const log = `[2026-09-21 14:13:20] production.ERROR: ${message} {"exception":"[object] (Illuminate\\Http\\Client\\RequestException(code: 422): ${message} at /app/RequestException.php:30)\n[stacktrace]\n#0 /app/x.php(1): y()\n"} \n`;
    const { response, request } = only(readWith(guzzle, log));
    expect(response?.status).toBe(422);
    expect(response?.body).toMatchObject({ is: 'cut', bytes: Buffer.from('{"message":"The name fie') });
    expect(request).toBeUndefined();
  });

  it('reads repeated attempts each', () => {
    const { exchanges } = readWith(guzzle, recording('guzzle', 'timeout').concat('\n').repeat(3));
    expect(exchanges.length).toBe(3);
  });

  it('leaves other input alone', () => {
    expect(sniffWith(guzzle, recording('curl-verbose', 'refused'))).toBe(0);
    expect(sniffWith(guzzle, 'Client error: `GET')).toBe(0);
  });
});
