import { describe, expect, it } from 'vitest';
import fetchError from '../../../src/input/formats/fetch.js';
import { only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('fetch and undici', () => {
  it('reads a printed response, whose body is an unread stream', () => {
    const captured = readWith(fetchError, recording('fetch', 'axys'));
    const { request, response, recorder } = only(captured);
    expect(request?.url).toBe('https://staging.api.axyscards.com/v2/cards?limit=50');
    expect(request?.method).toBeUndefined();
    expect(captured.textAt(response?.statusAt)).toBe('403');
    expect(response?.headers.seen).toBe('all');
    expect(response?.body.is).toBe('not-captured');
    expect(recorder.captureMore).toContain('await response.text()');
  });

  it('knows that a response without a body has none', () => {
    const empty = recording('fetch', 'axys').replace(/body: ReadableStream.*/, 'body: null,');
    expect(only(readWith(fetchError, empty)).response?.body.is).toBe('none');
  });

  it("reads undici's ResponseError, which prints without a stack", () => {
    const captured = readWith(fetchError, recording('undici', 'pandabase'));
    const { response, transport } = only(captured);
    expect(transport).toBeUndefined();
    expect(response?.status).toBe(401);
    expect(response?.headers.get('date')?.value).toBe('Mon, 21 Sep 2026 14:13:20 GMT');
    expect(response?.body).toMatchObject({ is: 'parsed', value: { error: { code: 'TIMESTAMP_EXPIRED' } } });
  });

  it.each([
    ['fetch', 'refused', 'connect', 'connect ECONNREFUSED 203.0.113.3:443'],
    ['fetch', 'refused-twice', 'connect', 'ECONNREFUSED'],
    ['fetch', 'unknown-host', 'dns', 'getaddrinfo ENOTFOUND api.pandabase.example'],
    ['fetch', 'timeout', 'timeout', 'The operation was aborted due to timeout'],
    ['fetch', 'untrusted', 'tls', 'unable to verify the first certificate'],
    ['fetch', 'reset', 'reset', 'UND_ERR_SOCKET: other side closed'],
    ['undici', 'timeout', 'timeout', 'UND_ERR_HEADERS_TIMEOUT: Headers Timeout Error'],
    ['undici', 'reset', 'reset', 'UND_ERR_SOCKET: other side closed'],
  ])('tells the cause below "fetch failed": %s, %s', (client, call, kind, says) => {
    const { transport, response } = only(readWith(fetchError, recording(client, call)));
    expect(response).toBeUndefined();
    expect(transport?.kind).toBe(kind);
    expect(transport?.says).toContain(says);
  });

  it('names the host of a failed look-up and the peer of a closed connection', () => {
    expect(only(readWith(fetchError, recording('fetch', 'unknown-host'))).request?.url).toBe(
      'https://api.pandabase.example',
    );
    const { connection, request } = only(readWith(fetchError, recording('fetch', 'reset')));
    expect(connection?.peer).toMatchObject({ address: '203.0.113.1', port: 443 });
    expect(request).toBeUndefined();
  });

  it('reads several in the order in which they were printed', () => {
    const text = ['refused', 'axys', 'timeout'].map((call) => recording('fetch', call)).join('');
    const { exchanges } = readWith(fetchError, text);
    expect(exchanges.map(({ transport, response }) => transport?.kind ?? response?.status)).toEqual([
      'connect',
      403,
      'timeout',
    ]);
  });

  it('reads what never ends once', () => {
    expect(sniffWith(fetchError, 'Response {\n'.repeat(20_000))).toBe(0);
  });

  it('leaves the input of others alone', () => {
    expect(sniffWith(fetchError, recording('axios-print', 'refused'))).toBe(0);
    expect(sniffWith(fetchError, recording('got-print', 'refused'))).toBe(0);
    expect(sniffWith(fetchError, 'fetch failed, please help')).toBe(0);
  });
});
