import { describe, expect, it } from 'vitest';
import httpie from '../../../src/input/formats/httpie.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('HTTPie', () => {
  it('reads both messages of -v, byte for byte', () => {
    const captured = readWith(httpie, recording('httpie-verbose', 'pandabase'));
    const { request, response } = only(captured);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.pandabase.io/v2/platforms/intents' });
    expect(captured.textAt(request?.headers.get('x-request-timestamp')?.at)).toBe('1790000000');
    expect(request?.headers.seen).toBe('all');
    expect(request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(response?.status).toBe(401);
    expect(response?.body).toMatchObject({ is: 'bytes', exact: true });
  });

  it('reads a copy from a terminal: without colours, JSON indented and sorted', () => {
    const { request, response } = only(readWith(httpie, recording('httpie-terminal', 'axys')));
    expect(request?.url).toBe('https://staging.api.axyscards.com/v2/cards?limit=50');
    // HTTPie leaves one carriage return behind the last field; it was never sent.
    expect(request?.headers.get('x-api-key')?.raw).toBe('errdoctor-example-key');
    expect(response?.body).toMatchObject({ is: 'bytes', exact: false });
    expect(JSON.parse(bodyText(response?.body) ?? '')).toEqual({
      status: 'error',
      message: 'No authorized IPs configured',
    });
  });

  it('takes the status from the warning of --check-status where only the body is printed', () => {
    const capture = recording('httpie-check', 'pandabase');
    const body = capture.slice(capture.indexOf('{'));
    const warned = `\nhttp: warning: HTTP 401 Unauthorized\n\n\n${body}`;
    const { response } = only(readWith(httpie, warned));
    expect(response?.status).toBe(401);
    expect(bodyText(response?.body)).toBe(body);
  });

  it.each([
    ['refused', 'connect'],
    ['refused-twice', 'connect'],
    ['unknown-host', 'dns'],
    ['timeout', 'timeout'],
    ['untrusted', 'tls'],
    ['client-certificate', 'tls'],
    ['reset', 'reset'],
  ])('tells why there is no answer: %s', (call, kind) => {
    for (const form of ['httpie-verbose', 'httpie-terminal', 'httpie-check']) {
      const { response, transport } = only(readWith(httpie, recording(form, call)));
      expect(response).toBeUndefined();
      expect(transport?.kind, form).toBe(kind);
    }
    expect(only(readWith(httpie, recording('httpie-verbose', call))).request?.headers.seen).toBe('all');
  });

  it('leaves other input alone', () => {
    expect(sniffWith(httpie, recording('curl-verbose', 'axys'))).toBe(0);
    expect(sniffWith(httpie, 'http: TLS handshake error from 203.0.113.9:4711: EOF')).toBe(0);
  });
});
