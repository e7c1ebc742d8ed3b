import { describe, expect, it } from 'vitest';
import { rewriteHead } from '../../src/capture/reverse/rewrite-head.js';
import { rewrittenSigned } from '../../src/capture/rewritten-signed.js';
import type { PackSettings } from '../../src/causes/pack.js';
import { recordedCalls } from '../../src/wire/recorded.js';
import { runCurl } from '../support/curl.js';
import { sources } from '../support/packs.js';
import { startCapture } from '../support/reverse-proxy.js';
import { startHttp } from '../support/servers.js';

const OWN = '127.0.0.1:8080';
const CANARY = 'canary0123456789';

/** What is said of a request that was sent to errdoctor in place of `to`. */
function said(
  fields: readonly string[],
  {
    to = 'https://api.example.com',
    target = '/a',
    host = OWN,
    pack = undefined as PackSettings | undefined,
  } = {},
): string[] {
  const asked = [`POST ${target} HTTP/1.1`, `Host: ${host}`, ...fields, '', ''].join('\r\n');
  const { bytes, rewritten } = rewriteHead(Buffer.from(asked), new URL(to));
  const leg = {
    origin: new URL(to).origin,
    sent: bytes,
    received: Buffer.alloc(0),
    time: { start: 0, end: 0 },
  };
  const [exchange] = recordedCalls('a call', [leg], { name: 'errdoctor' }).exchanges;
  const remarks = exchange && rewritten ? rewrittenSigned(exchange, pack, rewritten) : [];
  const says = remarks.map((remark) => remark.says);
  expect(says.join()).not.toContain(CANARY);
  return says;
}

function jwt(payload: object): string {
  return `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${CANARY}`;
}

const BOTH = [expect.stringContaining('covers the host'), expect.stringContaining('covers the path')];

describe('a signature over an address that was rewritten', () => {
  it.each([
    [
      'a list of signed headers',
      [
        `Authorization: X4-HMAC-SHA256 Credential=${CANARY}/eu, SignedHeaders=host;x-date, Signature=${CANARY}`,
      ],
      '/a',
    ],
    ['a pre-signed URL', [], `/a?X-Q-SignedHeaders=content-type%3Bhost&X-Q-Signature=${CANARY}`],
    [
      'RFC 9421',
      [
        `Signature-Input: sig1=("@method" "@authority" "@path");keyid="${CANARY}"`,
        `Signature: sig1=:${CANARY}:`,
      ],
      '/a',
    ],
    ['RFC 9421 over the whole URI', [`signature-input: sig1=("@target-uri");keyid="${CANARY}"`], '/a'],
    [
      'draft-cavage',
      [`Signature: keyId="${CANARY}",headers="(request-target) host date",signature="${CANARY}"`],
      '/a',
    ],
    [
      'draft-cavage in Authorization',
      [`Authorization: Signature keyId="${CANARY}",headers="(request-target) host",signature="${CANARY}"`],
      '/a',
    ],
    [
      'OAuth 1.0',
      [
        `Authorization: OAuth oauth_consumer_key="${CANARY}",oauth_signature_method="HMAC-SHA1",oauth_signature="${CANARY}"`,
      ],
      '/a',
    ],
    ['OAuth 1.0 in the query', [], `/a?oauth_signature=${CANARY}`],
    ['DPoP', [`DPoP: ${jwt({ htu: `http://${OWN}/a`, jti: CANARY })}`], '/a'],
  ])('cannot match: %s', (_what, fields, target) => {
    expect(said(fields, { target, to: 'https://api.example.com/v1' })).toEqual(BOTH);
    expect(said(fields, { target })).toEqual(BOTH.slice(0, 1));
    expect(said(fields, { target, host: 'api.example.com', to: 'https://api.example.com/v1' })).toEqual(
      BOTH.slice(1),
    );
    expect(said(fields, { target, host: 'api.example.com' })).toEqual([]);
  });

  it('is told with what was signed, what the server is told, and what to do', () => {
    expect(said(['Authorization: X4 Credential=a, SignedHeaders=host;x-date, Signature=b'])).toEqual([
      'The signature in Authorization covers the host (host in SignedHeaders): 127.0.0.1:8080 was signed, but api.example.com is told "Host: api.example.com", so it cannot match. Make the program send "Host: api.example.com", or run it with "errdoctor capture -- COMMAND", which changes nothing.',
    ]);
  });

  it.each([
    ['no signature', ['Authorization: Bearer abc']],
    ['headers without the host', ['Authorization: X4 SignedHeaders=x-date;x-host, Signature=b']],
    ['components without the host', ['Signature-Input: sig1=("@method" "content-digest")']],
    ['a list without the host', ['Signature: keyId="a",headers="date x-host",signature="b"']],
    [
      'a secret in place of a signature',
      ['Authorization: OAuth oauth_signature_method="PLAINTEXT",oauth_signature="a%26b"'],
    ],
    ['a proof for the server itself', [`DPoP: ${jwt({ htu: 'https://api.example.com/a' })}`]],
    ['a proof that is none', ['DPoP: a.b.c', 'dpop: x']],
    ['a signature of the body', ['Signature: sha256=0123']],
  ])('is not found where there is %s', (_what, fields) => {
    expect(said(fields)).toEqual([]);
  });

  it('is known from the description of a provider', () => {
    const signs = (message: object, parts = {}) =>
      ({
        id: 'acmepay',
        environments: { production: { hosts: ['api.example.com'] } },
        signatures: {
          request: {
            name: 'request signature',
            by: 'client',
            mac: 'hmac-sha256',
            encode: 'hex',
            at: { header: 'x-sign' },
            message,
            parts,
          },
        },
      }) as unknown as PackSettings;
    const fields = [`X-Sign: ${'0a'.repeat(32)}`];
    const pack = signs(
      { join: '', of: [{ method: true }, { part: 'address' }] },
      { address: { url: true, then: ['lower'] } },
    );
    expect(said(fields, { pack, to: 'https://api.example.com/v1' })).toEqual([
      expect.stringContaining(
        'The request signature in x-sign covers the host (url): 127.0.0.1:8080 was signed',
      ),
      expect.stringContaining('covers the path (url)'),
    ]);
    expect(said(fields, { pack: signs({ header: 'Host' }) })).toHaveLength(1);
    expect(said(fields, { pack: signs({ join: '', of: [{ target: true }, { body: true }] }) })).toEqual([]);
    expect(said([], { pack })).toEqual([]);
  });

  it('is known from the packs of errdoctor', () => {
    const kraken = sources.find(({ id }) => id === 'kraken')?.settings;
    const fields = ['API-Key: key', `API-Sign: ${Buffer.alloc(64).toString('base64')}`];
    const to = 'https://api.kraken.com/gate';
    expect(said(fields, { pack: kraken, to, target: '/0/private/Balance' })).toEqual([
      expect.stringContaining('covers the path (path)'),
    ]);
  });

  it('is found in what a real client signs', async () => {
    const server = await startHttp((_request, response) => response.end('{}'));
    const { url, port, calls, close } = await startCapture(`http://localhost:${server.port}`);
    await runCurl(['-s', '--aws-sigv4', 'aws:amz:eu-central-1:s3', '-u', `key:${CANARY}`, `${url}/bucket`]);
    const legs = await calls(1);
    await close();
    await server.close();
    const [exchange] = recordedCalls('a call', legs, { name: 'errdoctor' }).exchanges;
    const says =
      exchange && rewrittenSigned(exchange, undefined, legs[0]?.rewritten ?? {}).map((one) => one.says);
    expect(says).toEqual([
      expect.stringContaining(`127.0.0.1:${port} was signed, but localhost:${server.port} is told`),
    ]);
  });
});
