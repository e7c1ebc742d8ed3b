import { describe, expect, it } from 'vitest';
import go from '../../../src/input/formats/go.js';
import { only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('Go', () => {
  it.each([
    ['refused', 'connect', 'dial tcp 203.0.113.3:443: connect: connection refused'],
    ['unknown-host', 'dns', 'dial tcp: lookup api.pandabase.example on 127.0.0.1:53: no such host'],
    ['timeout', 'timeout', 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'],
    ['untrusted', 'tls', 'x509: certificate signed by unknown authority'],
    ['client-certificate', 'tls', 'remote error: tls: certificate required'],
    ['reset', 'reset', 'EOF'],
  ])('tells why there is no answer: %s', (call, kind, says) => {
    const { transport } = only(readWith(go, recording('go', call)));
    expect(transport?.kind).toBe(kind);
    expect(transport?.says).toContain(says);
  });

  it('reads method and URL where they stand', () => {
    const captured = readWith(go, recording('go', 'timeout'));
    const { request, recorder } = only(captured);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.pandabase.io/v2/platforms/payouts' });
    expect(captured.textAt(request?.methodAt)).toBe('Post');
    expect(captured.textAt(request?.urlAt)).toBe('https://api.pandabase.io/v2/platforms/payouts');
    expect(recorder.captureMore).toContain('httputil.DumpRequestOut');
  });

  it('names the alert in the words of TLS', () => {
    const refused = recording('go', 'client-certificate').replace(
      'certificate required',
      'unknown certificate authority',
    );
    expect(only(readWith(go, refused)).connection?.tls?.alert).toBe('unknown ca');
  });

  it('reads the form of old versions, and an error inside another', () => {
    const old = 'charge: Post https://api.example.com/v1/x: net/http: TLS handshake timeout';
    expect(only(readWith(go, old))).toMatchObject({
      request: { method: 'POST', url: 'https://api.example.com/v1/x' },
      transport: { kind: 'tls' },
    });
  });

  it('leaves other input alone', () => {
    expect(sniffWith(go, 'Get "https://example.com" from the shop')).toBe(0);
    expect(sniffWith(go, recording('fetch', 'refused'))).toBe(0);
  });
});
