import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { type ExamineOptions, examine } from '../../src/signing/examine.js';
import type { Scheme } from '../../src/signing/scheme.js';

const scheme: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha512',
  message: {
    join: '\n',
    of: [
      { method: true, then: ['upper'] },
      { path: true },
      { time: true },
      { body: true, then: ['sha256', 'hex'] },
    ],
  },
  encode: 'hex',
  at: { header: 'x-shop-signature' },
  time: { from: { header: 'x-shop-time' }, unit: ['ms'], past: 300 },
  causes: { '*': 'signature-mismatch' },
  references: [],
};
const SECRET = 'shop_errdoctor_0001';
const BODY = '{"amount":2500,"note":"Zoë & co"}';
const TIME = '1790000000000';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (digest: string, key: string, message: string) => createHmac(digest, key).update(message);

function exchange(
  signature: string,
  { body = BODY, path = '/v2/orders?x=1', more = [] as readonly string[] } = {},
) {
  const raw = [
    `POST ${path} HTTP/1.1`,
    'Host: api.shop.example',
    `X-Shop-Time: ${TIME}`,
    ...(signature ? [`X-Shop-Signature: ${signature}`] : []),
    ...more,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    `${body}\r\n`,
    'HTTP/1.1 401 Unauthorized',
    'Content-Type: application/json',
    '',
    '{"error":"bad signature"}',
  ].join('\r\n');
  const [only] = readInput(new Input('call.http', Buffer.from(raw)), formats).exchanges;
  if (!only) throw new Error('no exchange was read');
  return only;
}

async function found(signature: string, options: ExamineOptions = {}) {
  const secrets = [{ value: SECRET, source: '--secret-env SHOP' }];
  const finding = await examine(exchange(signature), [['request', scheme]], {
    secrets,
    // A busy machine must not fail a test.
    timeoutSeconds: 100,
    ...options,
  });
  const ids = finding?.explanations.map(({ mistakes }) => mistakes.map(({ id }) => id));
  return { is: finding?.is, ids, finding };
}

const canonical = ['POST', '/v2/orders', TIME, sha256(BODY)];

describe('two schemes whose signatures travel in the same header', () => {
  const older: Scheme = { ...scheme, name: 'older signature', mac: 'hmac-sha256', message: { body: true } };
  const newer: Scheme = {
    ...older,
    name: 'newer signature',
    message: { join: '.', of: [{ time: true }, { body: true }] },
  };
  const examined = async (message: string) => {
    const signature = hmac('sha256', SECRET, message).digest('hex');
    const schemes = [['older', older] as const, ['newer', newer] as const];
    const secrets = [{ value: SECRET, source: '--secret-env SHOP' }];
    const finding = await examine(exchange(signature), schemes, { secrets, depth: 2 });
    const ids = finding?.explanations.map(({ mistakes }) => mistakes.map(({ id }) => id).sort());
    return [finding?.scheme, finding?.is, ids];
  };

  it.each([
    [BODY, ['older', 'right', []]],
    [`${TIME}.${BODY}`, ['newer', 'right', []]],
    [`${TIME}.${BODY}\n`, ['newer', 'mistake', [['body-file-newline']]]],
    [`${TIME.slice(0, -3)}.${BODY}`, ['newer', 'mistake', [['ts-unit']]]],
  ])('finds the mistake in either: %s', async (message, found) => {
    expect(await examined(message)).toEqual(found);
  });
});

it('finds parts in another order between other separators', async () => {
  const [method = '', path = '', ...rest] = canonical;
  const message = [path, method, ...rest].join('|');
  const { ids } = await found(hmac('sha512', SECRET, message).digest('hex'), { depth: 2 });
  expect(ids?.map((some) => some.sort())).toEqual([['can-field-order', 'sep-missing']]);
});

describe('a signature that is not where it belongs', () => {
  const right = hmac('sha512', SECRET, canonical.join('\n')).digest('hex');
  const examined = async (more: readonly string[], signature = '') => {
    const secrets = [{ value: SECRET, source: '--secret-env SHOP' }];
    const finding = await examine(exchange(signature, { more }), [['request', scheme]], {
      secrets,
      depth: 1,
    });
    const ids = finding?.explanations.map(({ mistakes }) => mistakes.map(({ id }) => id));
    return { is: finding?.is, ids, unseen: finding?.unseen };
  };
  const key = 'Authorization: Shop shop_errdoctor_example_key_000000001';

  it('is missing, though a long key was sent', async () => {
    expect((await examined([key])).is).toBe('no-signature');
  });

  it.each([
    ['a header of another name', [key, `X-Shop-Request-Signature: ${right}`]],
    ['Authorization', [`Authorization: ${right}`]],
  ])('is found in %s', async (_where, more) => {
    expect(await examined(more)).toMatchObject({ is: 'mistake', ids: [['hdr-name']] });
  });

  it('is not captured where errdoctor itself put a mask', async () => {
    expect(await examined([], 'ed0c'.repeat(32))).toMatchObject({ is: 'no-signature', unseen: true });
  });
});

describe('examine', () => {
  it('says that a right signature is right', async () => {
    const { is, finding } = await found(hmac('sha512', SECRET, canonical.join('\n')).digest('hex'));
    expect(is).toBe('right');
    expect(finding?.expected?.parts.map(({ label }) => label)).toEqual([
      'method, upper case',
      'path',
      'timestamp (x-shop-time)',
      'SHA-256 of the body, hex',
    ]);
  });

  it.each([
    ['another digest', hmac('sha256', SECRET, canonical.join('\n')).digest('hex'), ['alg-digest']],
    ['CR LF between the parts', hmac('sha512', SECRET, canonical.join('\r\n')).digest('hex'), ['sep-crlf']],
    ['a backslash and an n', hmac('sha512', SECRET, canonical.join('\\n')).digest('hex'), ['sep-literal-n']],
    [
      'a final line feed',
      hmac('sha512', SECRET, `${canonical.join('\n')}\n`).digest('hex'),
      ['sep-edge-newline'],
    ],
    ['base64', hmac('sha512', SECRET, canonical.join('\n')).digest('base64'), ['enc-hex-vs-base64']],
    [
      'base64 of hex',
      Buffer.from(hmac('sha512', SECRET, canonical.join('\n')).digest('hex')).toString('base64'),
      ['enc-base64-of-hex'],
    ],
    [
      'upper-case hex',
      hmac('sha512', SECRET, canonical.join('\n')).digest('hex').toUpperCase(),
      ['enc-hex-case'],
    ],
    [
      'another digest, CR LF and base64',
      hmac('sha1', SECRET, canonical.join('\r\n')).digest('base64'),
      ['alg-digest', 'sep-crlf', 'enc-hex-vs-base64'],
    ],
    [
      'lower case and another order',
      hmac('sha512', SECRET, ['post', TIME, '/v2/orders', sha256(BODY)].join('\n')).digest('hex'),
      ['can-field-order', 'met-case'],
    ],
    [
      'key and message swapped',
      hmac('sha512', canonical.join('\n'), SECRET).digest('hex'),
      ['alg-args-swapped'],
    ],
    [
      'a prefix that belongs elsewhere',
      `sha512=${hmac('sha512', SECRET, canonical.join('\n')).digest('hex')}`,
      ['enc-prefix'],
    ],
    [
      'base64 of printed hex, line break and all',
      Buffer.from(`${hmac('sha512', SECRET, canonical.join('\n')).digest('hex')}\n`).toString('base64'),
      ['enc-base64-of-hex'],
    ],
    ['quotes around it', `"${hmac('sha512', SECRET, canonical.join('\n')).digest('hex')}"`, ['enc-prefix']],
    [
      'a line of openssl',
      `SHA2-512(stdin)= ${hmac('sha512', SECRET, canonical.join('\n')).digest('hex')}`,
      ['enc-prefix'],
    ],
    [
      'a digest cut to the length of another',
      hmac('sha512', SECRET, canonical.join('\n')).digest('hex').slice(0, 64),
      ['enc-truncated'],
    ],
  ])('finds %s', async (_, signature, ids) => {
    const { is, ids: named } = await found(signature);
    expect(is).toBe('mistake');
    expect(named?.map((one) => one.toSorted())).toEqual([ids.toSorted()]);
  });

  it('does not find what another secret signed, and says how deep it looked', async () => {
    const { is, finding } = await found(hmac('sha512', 'another', canonical.join('\n')).digest('hex'));
    expect(is).toBe('not-found');
    expect(finding).toMatchObject({ depth: 3, complete: true });
  });

  it('says that the secret took no part in a plain hash', async () => {
    const { finding } = await found(createHash('sha512').update(canonical.join('\n')).digest('hex'));
    expect(finding?.explanations).toMatchObject([{ secretUsed: false }]);
  });

  it('stops when the time is up', async () => {
    const signature = hmac('sha512', 'another', canonical.join('\n')).digest('hex');
    const { finding } = await found(signature, { timeoutSeconds: 0 });
    expect(finding).toMatchObject({ is: 'not-found', complete: false });
  });

  it('draws no conclusion about the secret from a cut signature', async () => {
    const { finding } = await found(hmac('sha512', 'another', 'x').digest('hex').slice(0, 30), { depth: 1 });
    expect(finding).toMatchObject({ is: 'not-found', oddLength: true });
  });

  it.each([SECRET, Buffer.from(SECRET).toString('hex'), Buffer.from(SECRET).toString('base64')])(
    'shows no end of a secret that was sent as the signature: %s',
    async (signature) => {
      expect((await found(signature, { depth: 1 })).finding?.sent).toBeUndefined();
    },
  );

  it('looks at the clock between large bodies', async () => {
    const body = 'x'.repeat(9_000_000);
    const signature = hmac('sha512', 'another', 'x').digest('hex');
    const secrets = [{ value: SECRET, source: '--secret-env SHOP' }];
    const options = { secrets, timeoutSeconds: 0 };
    const finding = await examine(exchange(signature, { body }), [['request', scheme]], options);
    expect(finding?.candidates).toBe(1);
  });

  it('stops when it is told to', async () => {
    const signature = hmac('sha512', 'another', canonical.join('\n')).digest('hex');
    const stop = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    expect((await found(signature, { stop })).finding).toMatchObject({ is: 'not-found', complete: false });
  });

  it('compares nothing without a secret, without a signature, or with fewer than 80 bits', async () => {
    expect((await found('00'.repeat(64), { secrets: [] })).is).toBe('no-secret');
    expect((await found('')).is).toBe('no-signature');
    expect((await found('deadbeef')).is).toBe('unreadable');
  });
});
