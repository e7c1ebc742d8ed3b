import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { startCapture } from '../support/forward-proxy.js';
import { type LoopbackServer, startHttps } from '../support/servers.js';

let certificates: Certificates;
let server: LoopbackServer;
beforeAll(async () => {
  certificates = makeCertificates();
  const { key, cert } = certificates.server;
  server = await startHttps({ key, cert }, (request, response, body) =>
    response.end(`${request.method} ${body}`),
  );
});
afterAll(async () => {
  await server.close();
  certificates.remove();
});

describe('a call over TLS', () => {
  it('is read', async () => {
    const capture = await startCapture({ SSL_CERT_FILE: certificates.ca.certFile });
    const run = await capture.curl(`https://localhost:${server.port}/a?b=1`, '-d', 'hello');
    expect(run.stderr.toString()).toBe('');
    expect(run.stdout.toString()).toBe('POST hello');
    expect(capture.legs.map(({ origin }) => origin)).toEqual([`https://localhost:${server.port}`]);
  });
});
