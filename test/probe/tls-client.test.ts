import { createPrivateKey } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { afterAll, describe, expect, it } from 'vitest';
import { errdoctor } from '../cli/built.js';
import { openCertificateShop } from '../support/certificates.js';
import { startOpenssl } from '../support/openssl-server.js';
import { type LoopbackServer, startHttps } from '../support/servers.js';
import { probed } from './probed-tls.js';

const shop = openCertificateShop();
const root = shop.root('root', '/O=errdoctor example/CN=Example Root');
const stranger = shop.root('stranger', '/O=errdoctor example/CN=Example Stranger');
const intermediate = shop.issue('intermediate', root, {
  subject: '/O=errdoctor example/CN=Example Client CA',
  usage: false,
});
const server = shop.issue('server', root);
const forClients = { usage: 'clientAuth', subject: '/CN=example-client' } as const;
const client = shop.issue('client', root, { ...forClients, names: ['calls.shop.example', '192.0.2.7'] });
const chained = shop.issue('chained', intermediate, forClients);
const foreign = shop.issue('foreign', stranger, forClients);
const expired = shop.issue('expired', root, {
  ...forClients,
  from: '20250101000000Z',
  to: '20250201000000Z',
});
const future = shop.issue('future', root, { ...forClients, from: '20900101000000Z', to: '20910101000000Z' });
const chain = shop.write('chain.pem', Buffer.concat([chained.cert, intermediate.cert]));
const locked = shop.write(
  'locked.key',
  createPrivateKey(client.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'errdoctor-example',
  }),
);
const open: LoopbackServer[] = [];

afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  shop.remove();
});

const strict: ServerOptions = {
  key: server.key,
  cert: server.cert,
  ca: root.cert,
  requestCert: true,
  rejectUnauthorized: true,
};
const versions = ['TLSv1.2', 'TLSv1.3'] as const;

async function serve(options: ServerOptions, page?: string): Promise<string> {
  const started = await startHttps(options, (_request, response) => {
    response.writeHead(page ? 400 : 404, { 'content-type': page ? 'text/html' : 'application/json' });
    response.end(page ?? '{"error":"not found"}');
  });
  open.push(started);
  return `localhost:${started.port}`;
}

const only = (version: (typeof versions)[number]) => ({ minVersion: version, maxVersion: version });
const trusting = ['--cacert', root.certFile];
const show = ({ certFile, keyFile }: { certFile: string; keyFile: string }) => [
  ...trusting,
  '--cert',
  certFile,
  '--key',
  keyFile,
];

describe.concurrent('errdoctor probe tls, with client certificates', () => {
  it.each(versions)('tells under %s that one is wanted', async (version) => {
    const target = await serve({ ...strict, ...only(version) });
    const { causes, line, code } = await probed(target, ...trusting);
    expect(line('client certificate')).toEqual({
      is: 'asked for, none was sent, and the server ended the call',
      verdict: 'bad',
    });
    expect(line('accepted issuers').is).toBe('O=errdoctor example, CN=Example Root');
    expect(line('certificate chain').verdict).toBe('good');
    expect(causes[0]).toMatchObject({ id: 'http/client-certificate-missing', certainty: 'proven' });
    expect(code).toBe(1);
  });

  it.each(versions)('tells under %s that ours was taken', async (version) => {
    const target = await serve({ ...strict, ...only(version) });
    const { line, code } = await probed(target, ...show(client));
    expect(line('own certificate').verdict).toBe('good');
    expect(line('client certificate')).toEqual({ is: 'asked for, and ours was taken', verdict: 'good' });
    expect(code).toBe(0);
  });

  it.each(versions)('tells under %s that another authority issued ours', async (version) => {
    const target = await serve({ ...strict, ...only(version) });
    const { causes, line } = await probed(target, ...show(foreign));
    expect(line('client certificate').verdict).toBe('bad');
    expect(line('own issuer').is).toContain('the server lists others');
    expect(causes[0]).toMatchObject({
      id: 'http/client-certificate-unfit',
      title: 'localhost lists no issuer of your client certificate, and refused it',
      certainty: 'proven',
    });
  });

  it.each(versions)('tells under %s that ours has expired', async (version) => {
    const target = await serve({ ...strict, ...only(version) });
    const { causes, line } = await probed(target, ...show(expired));
    expect(line('own dates')).toEqual({
      is: expect.stringContaining('ended 2025-02-01T00:00Z'),
      verdict: 'bad',
    });
    expect(line('client certificate').verdict).toBe('bad');
    expect(line('connection').is).toMatch(/^the server closed the connection /);
    expect(causes[0]).toMatchObject({
      id: 'http/client-certificate-unfit',
      title: 'Your client certificate has expired',
    });
  });

  it.each([
    ['tls1_2', 'certificate expired', expired, 'Your client certificate has expired'],
    ['tls1_3', 'certificate expired', expired, 'Your client certificate has expired'],
    ['tls1_3', 'unknown ca', foreign, 'localhost lists no issuer of your client certificate, and refused it'],
  ])('decodes under %s the alert "%s"', async (version, alert, { certFile, keyFile }, title) => {
    const started = await startOpenssl(
      ...['-key', server.keyFile, '-cert', server.certFile, '-Verify', '1', '-CAfile', root.certFile],
      ...['-verify_return_error', `-${version}`],
    );
    open.push(started);
    const { causes, line } = await probed(`localhost:${started.port}`, ...show({ certFile, keyFile }));
    expect(line('alert')).toEqual({ is: expect.stringMatching(`^${alert} \\(\\d+\\): `), verdict: 'bad' });
    expect(causes[0]).toMatchObject({ id: 'http/client-certificate-unfit', title });
  });

  it('wants the intermediate of ours, and takes it from the file', async () => {
    const target = await serve(strict);
    const [without, whole] = await Promise.all([
      probed(target, ...show(chained)),
      probed(target, ...trusting, '--cert', chain, '--key', chained.keyFile),
    ]);
    expect(without.line('own certificate').is).toContain('nor of an intermediate in the file');
    expect(without.causes[0]?.id).toBe('http/client-certificate-unfit');
    expect(whole.code).toBe(0);
    expect(whole.line('client certificate').is).toBe('asked for, and ours was taken');
  });

  it.each<[string, string, string, string[], string]>([
    [
      'a key of another certificate',
      'own certificate',
      'the key belongs to another certificate',
      ['--cert', client.certFile, '--key', server.keyFile],
      'http/client-certificate-unusable',
    ],
    [
      'a file without a key',
      'own certificate',
      'there is no key in PEM that can be read',
      ['--cert', client.certFile],
      'http/client-certificate-unusable',
    ],
    [
      'a key that needs a password',
      'own certificate',
      'the key needs a password',
      ['--cert', client.certFile, '--key', locked],
      'http/client-certificate-unusable',
    ],
    [
      'a file without a certificate',
      'own certificate',
      'the file holds no certificate in PEM',
      ['--cert', client.keyFile],
      'http/client-certificate-unusable',
    ],
    [
      'a certificate from the future',
      'own dates',
      'not valid before 2090-01-01T00:00Z',
      ['--cert', future.certFile, '--key', future.keyFile],
      'http/client-certificate-unfit',
    ],
    [
      'the certificate of a server',
      'own certificate',
      'does not allow client authentication',
      ['--cert', server.certFile, '--key', server.keyFile],
      'http/client-certificate-unfit',
    ],
    [
      'callers that it does not name',
      'own names',
      'missing: other.shop.example, 192.0.2.8',
      [...show(client).slice(2), '--names', 'calls.shop.example, other.shop.example', '--ip', '192.0.2.8'],
      'http/client-certificate-unfit',
    ],
  ])('finds %s', async (_name, what, words, files, cause) => {
    const target = await serve(strict);
    const { causes, line, code } = await probed(target, ...trusting, ...files);
    expect(line(what)).toEqual({ is: expect.stringContaining(words), verdict: 'bad' });
    expect(causes[0]).toMatchObject({ id: cause, certainty: 'proven' });
    expect(code).toBe(1);
  });

  it('finds no fault where the callers are named, or no certificate is insisted on', async () => {
    const [named, optional] = await Promise.all([
      serve(strict).then((target) =>
        probed(target, ...show(client), '--names', 'calls.shop.example', '--ip', '192.0.2.7'),
      ),
      serve({ ...strict, rejectUnauthorized: false }).then((target) => probed(target, ...trusting)),
    ]);
    expect(named.code).toBe(0);
    expect(optional.line('client certificate')).toEqual({
      is: 'asked for, and not insisted on in the handshake',
    });
    expect(optional.code).toBe(0);
  });

  it('reads the refusal of a gateway that takes every handshake', async () => {
    const page =
      '<html><head><title>400 No required SSL certificate was sent</title></head><body><h1>400 Bad Request</h1></body></html>';
    const target = await serve({ ...strict, rejectUnauthorized: false }, page);
    const { causes, line } = await probed(target, ...trusting);
    expect(line('client certificate').verdict).toBe('bad');
    expect(causes[0]).toMatchObject({ id: 'http/client-certificate-missing', certainty: 'proven' });
  });

  it('takes no page about other certificates for a refusal', async () => {
    const page = 'Our gift certificates are not sold in your region.';
    const target = await serve({ ...strict, rejectUnauthorized: false }, page);
    const { code, line } = await probed(target, ...trusting);
    expect(code).toBe(0);
    expect(line('client certificate').is).toBe('asked for, and not insisted on in the handshake');
  });

  it('leads to the cause of a provider that is named', async () => {
    const target = await serve(strict);
    const refused = await probed(target, ...show(expired), '-p', 'axys');
    expect(refused.causes[0]).toMatchObject({ id: 'axys/tls-client-certificate', certainty: 'proven' });
    const unusable = await probed(
      target,
      ...[...trusting, '--cert', client.certFile, '--key', server.keyFile, '-p', 'axys'],
    );
    expect(unusable.causes[0]).toMatchObject({
      id: 'axys/tls-client-certificate',
      title: 'Your client could not use its own certificate and key',
    });
  });

  it('prints nothing of the key', async () => {
    const target = await serve(strict);
    const { stdout, stderr } = await errdoctor(['probe', 'tls', target, ...show(client), '--all']);
    for (const line of client.key
      .toString()
      .split('\n')
      .filter((text) => !text.startsWith('-') && text))
      expect(stdout + stderr).not.toContain(line);
  });

  it('wants options that belong together', async () => {
    expect(await errdoctor(['probe', 'tls', 'localhost:1', '--key', client.keyFile])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--cert'),
    });
    expect(await errdoctor(['probe', 'tls', 'localhost:1', '--cert', '/nowhere/at/all'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/nowhere/at/all'),
    });
    expect(await errdoctor(['probe', 'tls', 'localhost:1', '--cacert', client.keyFile])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds no certificate'),
    });
  });
});
