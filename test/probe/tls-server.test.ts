import type { ServerOptions } from 'node:https';
import { afterAll, describe, expect, it } from 'vitest';
import { errdoctor } from '../cli/built.js';
import { type KeyPair, openCertificateShop } from '../support/certificates.js';
import { startOpenssl } from '../support/openssl-server.js';
import { type LoopbackServer, startHttp, startHttp2, startHttps, startTcp } from '../support/servers.js';
import { probed } from './probed-tls.js';

const shop = openCertificateShop();
const root = shop.root('root', '/O=errdoctor example/CN=Example Root');
const stranger = shop.root('stranger', '/O=errdoctor example/CN=Example Stranger');
const intermediate = shop.issue('intermediate', root, {
  subject: '/O=errdoctor example/CN=Example Intermediate',
  usage: false,
});
const server = shop.issue('server', root);
const impostor = shop.issue('impostor', root, {
  subject: '/O=errdoctor example/CN=Example Intermediate',
  usage: false,
});
const long = shop.issue('long', intermediate, { issuerUrl: 'http://ca.example/intermediate.crt' });
const expired = shop.issue('expired', root, { from: '20250101000000Z', to: '20250201000000Z' });
const ending = shop.issue('ending', root, { to: '20300101000000Z' });
const future = shop.issue('future', root, { from: '20900101000000Z', to: '20910101000000Z' });
const elsewhere = shop.issue('elsewhere', root, { names: ['api.shop.example', '*.pay.example'] });
const old = shop.issue('old', root, {
  subject: '/O=errdoctor example/CN=Example Old Intermediate',
  usage: false,
  from: '20250101000000Z',
  to: '20250201000000Z',
});
const underOld = shop.issue('under-old', old);
const strange = shop.issue('strange', stranger);
const forClients = shop.issue('for-clients', root, { usage: 'clientAuth' });
const noAuthority = shop.issue('no-authority', root, { subject: '/CN=Example Server' });
const underServer = shop.issue('under-server', noAuthority);
const onlyCommonName = shop.issue('only-common-name', root, { names: [] });
const alone = shop.root('alone', '/CN=localhost', {});
const open: LoopbackServer[] = [];

afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  shop.remove();
});

const withKey = ({ key }: KeyPair, ...chain: KeyPair[]): ServerOptions => ({
  key,
  cert: Buffer.concat(chain.map(({ cert }) => cert)),
});

async function serve(options: ServerOptions): Promise<string> {
  const started = await startHttps(options, (_request, response) => response.end('ok'));
  open.push(started);
  return `localhost:${started.port}`;
}

const trustingRoot = ['--cacert', root.certFile];

describe.concurrent('errdoctor probe tls, at servers', () => {
  it('finds no fault in a server that is in order', async () => {
    const target = await serve({ ...withKey(long, long, intermediate) });
    const { code, line, gaveUp } = await probed(target, ...trustingRoot);
    expect(code).toBe(0);
    expect(line('certificate chain')).toEqual({
      is: 'localhost, issued by Example Intermediate, issued by Example Root (trusted)',
      verdict: 'good',
    });
    expect(line('names')).toEqual({ is: 'localhost, 127.0.0.1', verdict: 'good' });
    expect(line('dates').verdict).toBe('good');
    expect(line('key').is).toBe('EC prime256v1');
    expect(line('versions')).toEqual({ is: 'TLSv1.2, TLSv1.3', verdict: 'good' });
    expect(line('ALPN').is).toBe('http/1.1');
    expect(line('client certificate')).toEqual({ is: 'not asked for' });
    expect(gaveUp).toBeNull();
  });

  it.each([
    ['is for clients only', () => withKey(forClients, forClients)],
    ['was issued by one that is no authority', () => withKey(underServer, underServer, noAuthority)],
  ])('finds that a certificate %s', async (_, options) => {
    const { code, line, causes } = await probed(await serve(options()), ...trustingRoot);
    expect(code).toBe(1);
    expect(line('certificate chain').verdict).toBe('bad');
    expect(line('certificate chain').is).toMatch(/refused by clients that check it: .*purpose/);
    expect(causes[0]).toMatchObject({ id: 'http/certificate-unfit', certainty: 'proven' });
  });

  it('does not take a common name for a host name', async () => {
    const target = await serve(withKey(onlyCommonName, onlyCommonName));
    const { code, line, causes } = await probed(target, ...trustingRoot);
    expect(code).toBe(1);
    expect(line('names')).toEqual({
      is: 'none but the common name, which most clients ignore: localhost',
      verdict: 'bad',
    });
    expect(causes[0]?.id).toBe('http/certificate-name-mismatch');
  });

  it('tells that HTTP/2 is spoken', async () => {
    const started = await startHttp2({ key: server.key, cert: server.cert }, (_request, response) => {
      response.end();
    });
    open.push(started);
    const { line } = await probed(`127.0.0.1:${started.port}`, ...trustingRoot);
    expect(line('ALPN').is).toBe('h2');
  });

  it.each<[string, ServerOptions, string, string, string, string]>([
    [
      'a missing intermediate',
      withKey(long, long),
      'localhost',
      'http/certificate-chain-incomplete',
      'certificate chain',
      'an intermediate is missing (not fetched: http://ca.example/intermediate.crt)',
    ],
    [
      'a certificate without an authority',
      withKey(alone, alone),
      'localhost',
      'http/certificate-untrusted',
      'certificate chain',
      'signed by itself',
    ],
    [
      'a root that nobody trusts',
      withKey(strange, strange, stranger),
      'localhost',
      'http/certificate-untrusted',
      'certificate chain',
      'a root that is not trusted here',
    ],
    [
      'an issuer that is neither sent nor trusted',
      withKey(strange, strange),
      'localhost',
      'http/certificate-untrusted',
      'certificate chain',
      'was not sent and is not trusted here',
    ],
    [
      'an issuer of the right name with another key',
      withKey(long, long, impostor),
      'localhost',
      'http/certificate-untrusted',
      'certificate chain',
      'another key than that of its issuer',
    ],
    [
      'an expired certificate',
      withKey(expired, expired),
      'localhost',
      'http/certificate-expired',
      'dates',
      'ended 2025-02-01T00:00Z',
    ],
    [
      'a certificate from the future',
      withKey(future, future),
      'localhost',
      'http/certificate-expired',
      'dates',
      'not valid before 2090-01-01T00:00Z',
    ],
    [
      'an expired intermediate',
      withKey(underOld, underOld, old),
      'localhost',
      'http/certificate-expired',
      'dates',
      'Example Old Intermediate: ended 2025-02-01T00:00Z',
    ],
    [
      'a certificate for another name',
      withKey(elsewhere, elsewhere),
      'localhost',
      'http/certificate-name-mismatch',
      'names',
      'api.shop.example, *.pay.example',
    ],
    [
      'a certificate that does not hold the address',
      withKey(elsewhere, elsewhere),
      '127.0.0.1',
      'http/certificate-name-mismatch',
      'names',
      'api.shop.example',
    ],
    [
      'nothing newer than TLS 1.1',
      {
        ...withKey(server, server),
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      },
      'localhost',
      'http/tls-version-mismatch',
      'versions',
      'TLSv1.1',
    ],
  ])('finds %s', async (_name, options, host, cause, what, words) => {
    const target = (await serve(options)).replace('localhost', host);
    const { code, causes, line } = await probed(target, ...trustingRoot);
    expect(line(what)).toEqual({ is: expect.stringContaining(words), verdict: 'bad' });
    expect(causes[0]?.id).toBe(cause);
    expect(code).toBe(1);
  });

  it.each([
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ] as const)('says where only %s is taken', async (_name, version) => {
    const target = await serve({ ...withKey(server, server), minVersion: version, maxVersion: version });
    const { code, line } = await probed(target, ...trustingRoot);
    expect(line('versions')).toEqual({ is: version, verdict: 'good' });
    expect(line('certificate chain').verdict).toBe('good');
    expect(code).toBe(0);
  });

  it('names certificates that were sent without need, or in another order', async () => {
    const [needless, mixed] = await Promise.all([
      serve(withKey(long, long, intermediate, stranger)),
      serve(withKey(long, long, root, intermediate)),
    ]);
    const first = await probed(needless, ...trustingRoot);
    expect(first.line('certificate chain').is).toMatch(/sent without need: Example Stranger$/);
    const second = await probed(mixed, ...trustingRoot);
    expect(second.line('certificate chain').is).toContain('not sent in the order of issue');
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it('goes by the time that is stated, and notes what ends soon', async () => {
    const target = await serve(withKey(ending, ending));
    const { code, line, notes } = await probed(target, ...trustingRoot, '--now', '2029-12-25T12:00:00Z');
    expect(line('dates')).toEqual({ is: 'until 2030-01-01T00:00Z, 6 days left', verdict: 'good' });
    expect(notes[0]?.id).toBe('http/certificate-ends-soon');
    expect(code).toBe(0);
  });

  it('sees through the program that others serve TLS with', async () => {
    const started = await startOpenssl(
      ...['-key', server.keyFile, '-cert', server.certFile, '-Verify', '1', '-CAfile', root.certFile],
      ...['-ciphersuites', 'TLS_CHACHA20_POLY1305_SHA256'],
    );
    open.push(started);
    const { causes, line } = await probed(`localhost:${started.port}`, ...trustingRoot);
    expect(line('cipher').is).toBe('TLS_CHACHA20_POLY1305_SHA256');
    expect(line('accepted issuers').is).toBe('O=errdoctor example, CN=Example Root');
    expect(causes[0]?.id).toBe('http/client-certificate-missing');
  });

  it('tells a port that speaks plain HTTP, one that is closed, and one that says nothing', async () => {
    const plain = await startHttp((_request, response) => response.end('ok'));
    const silent = await startTcp(() => undefined);
    const closed = await startTcp(() => undefined);
    await closed.close();
    open.push(plain, silent);
    const [first, second, third] = await Promise.all([
      probed(`localhost:${plain.port}`),
      probed(`127.0.0.1:${closed.port}`),
      probed(`127.0.0.1:${silent.port}`, '--timeout', '0.5'),
    ]);
    expect(first.causes[0]?.id).toBe('http/tls-on-plain-port');
    expect(second.causes[0]?.id).toBe('http/connection-refused');
    expect(third.causes[0]?.id).toBe('http/timeout');
    expect(third.gaveUp).toBe(0.5);
    expect([first.code, second.code, third.code]).toEqual([1, 1, 1]);
  });

  it('survives bytes that are no handshake', async () => {
    const garbage = await startTcp((socket) => socket.end(Buffer.from('16030300ff02ffffffffff', 'hex')));
    const cut = await startTcp((socket) => socket.destroy());
    open.push(garbage, cut);
    for (const { port } of [garbage, cut]) {
      const { code, causes } = await probed(`127.0.0.1:${port}`, '--timeout', '2');
      expect(causes.length).toBeGreaterThan(0);
      expect([1, 4]).toContain(code);
    }
  });

  it('prints nothing that a certificate could steer a terminal with', async () => {
    const hostile = shop.root('hostile', '/CN=\u001b[2Jevil\u202e', {});
    const target = await serve(withKey(hostile, hostile));
    const { stdout } = await errdoctor(['probe', 'tls', target]);
    expect(stdout).toContain('evil');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(stdout).not.toMatch(/[\x1b\u202e]/);
  });

  it('decides between the causes of a capture with --network', async () => {
    const target = await serve(withKey(long, long));
    const port = target.split(':')[1];
    const captured = [
      `* Connected to localhost (127.0.0.1) port ${port} (#0)`,
      '* SSL certificate problem: unable to get local issuer certificate',
      '* Closing connection 0',
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    ].join('\n');
    const input = `curl -v https://${target}/v1/orders\n${captured}\n`;
    const { stdout, stderr } = await errdoctor(['analyze', '-', '--network', '--json'], { input });
    expect(stderr).toContain(`probe tls ${target}`);
    expect(JSON.parse(stdout).diagnoses[0].causes[0]).toMatchObject({
      id: 'http/certificate-chain-incomplete',
      certainty: 'proven',
    });
  });

  it('says what it trusts, and that it goes past a proxy', async () => {
    const target = await serve(withKey(server, server));
    const { stdout, code } = await errdoctor(['probe', 'tls', target], {
      env: {
        NODE_EXTRA_CA_CERTS: root.certFile,
        SSL_CERT_FILE: '/nowhere',
        https_proxy: 'http://127.0.0.1:9',
      },
    });
    expect(stdout).toContain('those in NODE_EXTRA_CA_CERTS');
    expect(stdout).toMatch(/not\s+those in SSL_CERT_FILE/);
    expect(stdout).toContain('https_proxy is set');
    expect(code).toBe(0);
  });
});
