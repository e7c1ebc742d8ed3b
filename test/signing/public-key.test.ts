import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { examine } from '../../src/signing/examine.js';
import type { Scheme } from '../../src/signing/scheme.js';

const BODY = '{"type":"order.paid"}';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** As some senders hand it out: the 32 bytes alone, after a prefix. */
const SHORT = `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64')}`;

const scheme: Scheme = {
  name: 'webhook signature',
  by: 'provider',
  mac: 'ed25519',
  key: { join: '', of: ['MCowBQYDK2VwAyEA', { secret: true, then: [{ unprefix: 'whpk_' }] }] },
  message: { body: true },
  encode: 'base64',
  at: { header: 'x-shop-signature' },
  causes: { '*': 'shop/signature-mismatch' },
  references: [],
};

async function examined(signed: string, secret: string) {
  const signature = sign(null, Buffer.from(signed), privateKey).toString('base64');
  const raw = [
    'POST /hook HTTP/1.1',
    'Host: shop.example',
    `X-Shop-Signature: ${signature}`,
    `Content-Length: ${BODY.length}`,
    '',
    `${BODY}\r\n`,
    'HTTP/1.1 400 Bad Request',
    '',
    '',
  ].join('\r\n');
  const [exchange] = readInput(new Input('call.http', Buffer.from(raw)), formats).exchanges;
  if (!exchange) throw new Error('no exchange was read');
  const secrets = [{ value: secret, source: '--secret-env SHOP' }];
  return (await examine(exchange, [['webhook', scheme]], { secrets, depth: 1 }))?.is;
}

test('a public key that the scheme makes of the secret verifies', async () => {
  expect(await examined(BODY, SHORT)).toBe('right');
});

test('another text is not taken for signed', async () => {
  expect(await examined('{}', SHORT)).toBe('not-found');
});

test('what makes no public key is unreadable', async () => {
  expect(await examined(BODY, 'whsec_errdoctor')).toBe('unreadable');
});
