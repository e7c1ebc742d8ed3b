import { once } from 'node:events';
import { connect, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates, openCertificateShop } from '../../support/certificates.js';
import { startCapture } from '../../support/forward-proxy.js';
import { type LoopbackServer, startHttp2, startHttps, startSockets } from '../../support/servers.js';
import { tunnelTo } from '../../support/tunnel.js';

let certificates: Certificates;
const closing: (() => unknown)[] = [];
beforeAll(() => {
  certificates = makeCertificates();
  closing.push(certificates.remove);
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function serving(options: TlsOptions = {}): Promise<LoopbackServer & { url: string; host: string }> {
  const { key, cert } = certificates.server;
  const server = await startHttps({ key, cert, ...options }, (_request, response) => response.end('ok'));
  closing.push(server.close);
  return { ...server, url: `https://localhost:${server.port}/`, host: `localhost:${server.port}` };
}

const trusted = () => ({ SSL_CERT_FILE: certificates.ca.certFile });

describe('a certificate that does not verify', () => {
  it('is refused by a program that verifies, and the reason is that of the real one', async () => {
    const server = await serving();
    const capture = await startCapture();
    const refused = await capture.curl(server.url);
    expect(refused.exit).toBe(60);
    const [leg] = await capture.calls(1);
    expect(leg).toMatchObject({
      origin: `https://${server.host}`,
      failure: { kind: 'tls', says: 'SSL certificate problem: unable to verify the first certificate' },
      connection: {
        tls: { serverVerified: false, serverIssuer: expect.stringContaining('Example Test CA') },
      },
    });
    expect(leg?.sent.length).toBe(0);
    expect(capture.remarks).toEqual([
      { host: server.host, says: expect.stringMatching(/does not verify here .* --cacert FILE\.$/) },
    ]);
    // Whoever trusts an authority that nobody named to the capture goes on.
    const own = await capture.curl('--cacert', certificates.ca.certFile, server.url);
    expect(own.stdout.toString()).toBe('ok');
    expect(capture.legs.length).toBe(1);
  });

  it('names another host', async () => {
    const { key, cert } = certificates.client;
    const server = await serving({ key, cert });
    const capture = await startCapture(trusted());
    expect((await capture.curl(server.url)).exit).toBe(60);
    expect((await capture.calls(1))[0]?.failure?.kind).toBe('tls');
  });

  it('does not keep a program that verifies nothing from going on', async () => {
    const shop = openCertificateShop();
    closing.push(shop.remove);
    const own = shop.root('self', '/CN=localhost', {});
    const server = await serving({ key: own.key, cert: own.cert });
    const capture = await startCapture();
    const run = await capture.curl('-k', server.url);
    expect(run.stdout.toString()).toBe('ok');
    expect(capture.legs.map(({ connection }) => connection?.tls?.verifyError)).toEqual([
      'self-signed certificate',
    ]);
    expect(capture.legs[0]?.failure).toBeUndefined();
    expect(capture.remarks).toEqual([]);
  });
});

describe('a program that does not trust the capture', () => {
  it('is left alone from then on', async () => {
    const server = await serving();
    const capture = await startCapture(trusted());
    const args = ['--cacert', certificates.ca.certFile, server.url];
    expect((await capture.curl(...args)).exit).toBe(60);
    while (capture.remarks.length === 0) await new Promise(setImmediate);
    expect(capture.remarks).toEqual([
      {
        host: server.host,
        isDistrust: true,
        says: expect.stringContaining('does not trust the certificates of this capture (unknown ca)'),
      },
    ]);
    expect((await capture.curl(...args)).stdout.toString()).toBe('ok');
    expect(capture.legs).toEqual([]);
    expect(capture.remarks.length).toBe(1);
  });

  it('may look at the certificate after the handshake, as Node does', async () => {
    const server = await serving();
    const capture = await startCapture(trusted());
    const call = async () => {
      const socket = await tunnelTo(capture.port, server.host);
      const tls = connect({ socket, servername: 'localhost', ca: certificates.ca.cert });
      const refusal = await once(tls, 'secureConnect').catch((error) => error.code);
      tls.destroy();
      return refusal;
    };
    expect(await call()).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    while (capture.remarks.length === 0) await new Promise(setImmediate);
    expect(capture.remarks[0]?.says).toContain('does not trust');
    expect(await call()).toEqual([]);
  });
});

it('a certificate of ours that cannot be made is not the program’s distrust', async () => {
  const server = await serving();
  const capture = await startCapture(trusted(), {}, { issue: () => Promise.reject(new Error('no ink')) });
  const args = ['--cacert', certificates.ca.certFile, server.url];
  expect((await capture.curl(...args)).exit).not.toBe(0);
  expect(capture.remarks).toEqual([
    { host: server.host, says: expect.stringContaining('could not make a certificate') },
  ]);
  expect((await capture.curl(...args)).stdout.toString()).toBe('ok');
  expect(capture.legs).toEqual([]);
  expect(capture.remarks.length).toBe(1);
});

describe('a client certificate', () => {
  const asking = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
    serving({ requestCert: true, ca: certificates.ca.cert, maxVersion });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('that was given to the capture is shown (%s)', async (version) => {
    const server = await asking(version);
    const { key, cert } = certificates.client;
    const capture = await startCapture(trusted(), { cert, key });
    expect((await capture.curl(server.url)).stdout.toString()).toBe('ok');
    const own = ['--cert', certificates.client.certFile, '--key', certificates.client.keyFile];
    expect((await capture.curl(...own, server.url)).stdout.toString()).toBe('ok');
    expect(capture.remarks).toEqual([]);
    expect(capture.legs.length).toBe(2);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that nobody has is missed by the server (%s)',
    async (version) => {
      const server = await asking(version);
      const capture = await startCapture(trusted());
      expect((await capture.curl(server.url)).exit).not.toBe(0);
      const [leg] = await capture.calls(1);
      expect(leg?.failure?.kind).toBe('tls');
      expect(leg?.connection?.tls?.alert).toBe(
        version === 'TLSv1.2' ? 'handshake failure' : 'certificate required',
      );
      expect(capture.remarks).toEqual([]);
    },
  );

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that only the program has is asked for once (%s)',
    async (version) => {
      const server = await asking(version);
      const capture = await startCapture(trusted());
      const { certFile, keyFile } = certificates.client;
      const args = ['--cert', certFile, '--key', keyFile, server.url];
      expect((await capture.curl(...args)).exit).not.toBe(0);
      await capture.calls(1);
      expect(capture.remarks).toEqual([
        {
          host: server.host,
          says: expect.stringMatching(/client certificate .* --cert FILE and --key FILE\.$/),
        },
      ]);
      const direct = ['--cacert', certificates.ca.certFile, ...args];
      expect((await capture.curl(...direct)).stdout.toString()).toBe('ok');
      // Not as if the program had none.
      expect(capture.legs.map(({ failure, connection }) => [failure, connection?.tls?.alert])).toEqual([
        [{ kind: 'other', says: expect.stringContaining('without this capture') }, undefined],
      ]);
    },
  );
});

describe('a client certificate that a server asks for in HTTP', () => {
  it('is known not to have reached it', async () => {
    const { ca, client, server } = certificates;
    const asking = await startHttps(
      { key: server.key, cert: server.cert, requestCert: true, ca: ca.cert, rejectUnauthorized: false },
      (_request, response) => response.writeHead(400).end('No required SSL certificate was sent'),
    );
    closing.push(asking.close);
    const capture = await startCapture(trusted());
    const url = `https://localhost:${asking.port}/`;
    await capture.curl('--cert', client.certFile, '--key', client.keyFile, url);
    await capture.curl(url);
    expect(capture.legs.map(({ hidesCertificate }) => hidesCertificate)).toEqual([true, undefined]);
  });
});

describe('a server without HTTP/1.1 over TLS', () => {
  it('that speaks HTTP/2 alone is passed on to a program that can do that', async () => {
    const { key, cert } = certificates.server;
    const server = await startHttp2({ key, cert }, (_request, response) => response.end('two'));
    closing.push(server.close);
    const capture = await startCapture(trusted());
    const run = await capture.curl('--cacert', certificates.ca.certFile, `https://localhost:${server.port}/`);
    expect(run.stdout.toString()).toBe('two');
    expect(capture.remarks[0]?.says).toContain('does not speak HTTP/1.1');
  });

  it('that speaks no TLS at all is a failed call', async () => {
    const server = await startSockets((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    closing.push(server.close);
    const capture = await startCapture();
    expect((await capture.curl(`https://localhost:${server.port}/`)).exit).toBe(35);
    const [leg] = await capture.calls(1);
    expect(leg?.failure).toMatchObject({
      kind: 'tls',
      says: expect.stringContaining('wrong version number'),
    });
  });
});
