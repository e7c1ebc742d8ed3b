import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { Facts } from '../../src/facts/facts.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { checklistOf } from '../../src/signing/checklist.js';
import { examine } from '../../src/signing/examine.js';
import type { GivenSecret } from '../../src/signing/given.js';
import type { Scheme } from '../../src/signing/scheme.js';

const platform: Scheme = {
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
  secret: { name: 'shop secret', prefixes: ['ssk_'], form: 'text' },
  causes: { '*': 'signature-mismatch' },
  references: [],
};

const SENT = {
  Host: 'api.shop.example',
  'X-Shop-Time': '1790000000000',
  'X-Shop-Signature': 'ab'.repeat(64),
  'Content-Type': 'application/json',
};

interface Sent {
  readonly scheme?: Scheme;
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly date?: string;
  readonly secrets?: readonly GivenSecret[];
}

/** The checklist of one request as `{ what: [is, why] }`. */
async function checked({
  scheme = platform,
  line = 'POST /v2/orders',
  body = '{"amount":2500}',
  ...sent
}: Sent = {}) {
  const size = { 'Content-Length': String(Buffer.byteLength(body)) };
  const headers = Object.entries({ ...SENT, ...size, ...sent.headers }).filter(
    ([, value]) => value !== undefined,
  );
  const raw = [
    `${line} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    `${body}\r\nHTTP/1.1 401 Unauthorized`,
    ...(sent.date === '' ? [] : [`Date: ${sent.date ?? 'Mon, 21 Sep 2026 14:13:30 GMT'}`]),
    '',
    'no',
  ].join('\r\n');
  const [exchange] = readInput(new Input('call.http', Buffer.from(raw)), formats).exchanges;
  if (!exchange) throw new Error('no exchange was read');
  const pack = { id: 'shop', name: 'Shop', signatures: { request: scheme } } as unknown as PackSettings;
  const secrets = sent.secrets ?? [];
  const finding = await examine(exchange, [['request', scheme]], { secrets, depth: 1 });
  if (!finding) throw new Error('nothing was examined');
  const facts = new Facts(exchange, pack, { signing: { secrets, depth: 1 } });
  return Object.fromEntries(checklistOf(pack, finding, facts).map(({ what, is, why }) => [what, [is, why]]));
}

const webhook = (parts: Partial<Scheme>): Scheme => {
  const { time: _, ...rest } = platform;
  return { ...rest, by: 'provider', mac: 'hmac-sha256', message: { body: true }, ...parts };
};

describe('checklist', () => {
  it('has the points of debugging a signature, in their order', async () => {
    const found = await checked({ line: 'POST /v2/orders?page=1' });
    expect(Object.entries(found).map(([what, [is]]) => `${what}: ${is}`)).toEqual([
      'signature: ok',
      'algorithm: ok',
      'encoding: ok',
      'key: cannot tell',
      'layout: cannot tell',
      'method case: cannot tell',
      'signed timestamp: cannot tell',
      'path: cannot tell',
      'body: ok',
      'body hash: cannot tell',
      'timestamp: ok',
      'clock: ok',
    ]);
    expect(found).toMatchObject({
      key: [expect.anything(), expect.stringMatching(/text of the shop secret as it is, ssk_ included/)],
      layout: [expect.anything(), expect.stringMatching(/^4 parts with "\\n" between them/)],
      'method case': [expect.anything(), expect.stringMatching(/signed as POST/)],
      path: [expect.anything(), expect.stringMatching(/the query that was sent \(\?page=1\) is not signed/)],
      'body hash': [
        expect.anything(),
        expect.stringMatching(/^The SHA-256 of the body, hex, is [0-9a-f]{64}\.$/),
      ],
    });
  });

  it('lists only what concerns the scheme', async () => {
    const found = await checked({ scheme: webhook({}), headers: { 'X-Shop-Signature': 'ab'.repeat(32) } });
    expect(Object.keys(found)).toEqual(['signature', 'algorithm', 'encoding', 'key', 'layout', 'body']);
    expect(found.layout?.[1]).toMatch(/^The body is all that is signed, 15 bytes/);
  });

  it.each<[string, Sent, string, RegExp]>([
    [
      'no signature',
      { headers: { 'X-Shop-Signature': undefined } },
      'signature',
      /x-shop-signature is missing/,
    ],
    ['a placeholder', { headers: { 'X-Shop-Signature': '{{signature}}' } }, 'signature', /placeholder/],
    [
      'another header',
      { headers: { 'X-Shop-Signature': undefined, 'X-Signature': 'ab'.repeat(64) } },
      'signature',
      /x-signature in place of x-shop-signature/,
    ],
    ['a scheme word', { headers: { 'X-Shop-Signature': `sha512=${'ab'.repeat(64)}` } }, 'form', /"sha512="/],
    [
      'a missing scheme word',
      {
        scheme: webhook({ at: { header: 'x-shop-signature', value: 'sha256={signature}' } }),
        headers: { 'X-Shop-Signature': 'ab'.repeat(32) },
      },
      'form',
      /"sha256=" left out.*documented form is sha256=\{signature\}/,
    ],
    [
      'another digest',
      { headers: { 'X-Shop-Signature': 'ab'.repeat(32) } },
      'algorithm',
      /32 bytes.*SHA-256.*HMAC-SHA512/,
    ],
    [
      'a cut signature',
      { headers: { 'X-Shop-Signature': 'ab'.repeat(30) } },
      'algorithm',
      /no digest's length/,
    ],
    [
      'base64',
      { headers: { 'X-Shop-Signature': Buffer.alloc(64, 0xab).toString('base64') } },
      'encoding',
      /base64 in place of hex/,
    ],
    ['upper case', { headers: { 'X-Shop-Signature': 'AB'.repeat(64) } }, 'encoding', /upper-case hex/],
    ['no text of a digest', { headers: { 'X-Shop-Signature': '(none)' } }, 'encoding', /no hex of a digest/],
    ['no timestamp', { headers: { 'X-Shop-Time': undefined } }, 'timestamp', /x-shop-time is missing/],
    [
      'seconds',
      { headers: { 'X-Shop-Time': '1790000000' } },
      'timestamp',
      /Unix seconds \(10 digits\); documented is Unix milliseconds/,
    ],
    [
      'an old timestamp',
      { date: 'Mon, 21 Sep 2026 14:20:00 GMT' },
      'clock',
      /400 s before.*300 s are accepted/,
    ],
    ['a time zone', { date: 'Mon, 21 Sep 2026 16:13:30 GMT' }, 'clock', /2 h to the minute/],
    ['a template variable', { body: '{"amount":"{{amount}}"}' }, 'body', /\{\{amount\}\} is a variable/],
    ['a Python object', { body: "{'paid': True}" }, 'body', /Python/],
  ])('calls wrong: %s', async (_, sent, what, why) => {
    const found = await checked(sent);
    expect(found[what]).toEqual(['wrong', expect.stringMatching(why)]);
  });

  it.each<[string, Sent, string, RegExp]>([
    ['a slash at the end', { line: 'POST /v2/orders/' }, 'path', /slash at its end/],
    ['two slashes', { line: 'POST //v2/orders' }, 'path', /two slashes/],
    ['an escaped escape', { line: 'POST /v2/a%2520b' }, 'path', /%25 may be/],
    ['lower-case escapes', { line: 'POST /v2/a%2fb' }, 'path', /lower case/],
    ['an empty body', { line: 'GET /v2/orders', body: '' }, 'body', /no bytes at all/],
    ['a body with GET', { line: 'GET /v2/orders' }, 'body', /body with GET/],
    ['a byte-order mark', { body: '\ufeff{"amount":1}' }, 'body', /byte-order mark/],
    ['line ends of Windows', { body: '{\r\n"amount":1}' }, 'body', /CR LF/],
    ['a final line break', { body: '{"amount":1}\n' }, 'body', /line break at its end/],
    ['characters beyond ASCII', { body: '{"name":"Zoë"}' }, 'body', /beyond ASCII/],
    ['exponents', { body: '{"amount":1.5E+3}' }, 'body', /exponent/],
    ['a length that does not fit', { headers: { 'Content-Length': '14' } }, 'body', /Content-Length is 14/],
    ['white space', { body: '{"amount": 1}' }, 'body', /printed anew/],
    ['no clock', { date: '' }, 'clock', /--now/],
  ])('cannot tell, and says why: %s', async (_, sent, what, why) => {
    const found = await checked(sent);
    expect(found[what]).toEqual(['cannot tell', expect.stringMatching(why)]);
  });

  it('looks at the URL as it is outside of a proxy', async () => {
    const scheme = webhook({ message: { join: '', of: [{ url: true }, { body: true }] } });
    const found = await checked({
      scheme,
      line: 'POST https://inner.example:8443/hook?a=1&b=2',
      headers: { Host: 'inner.example:8443', 'X-Forwarded-Host': 'shop.example' },
    });
    expect(found.host).toEqual(['cannot tell', expect.stringMatching(/x-forwarded-host says shop\.example/)]);
    expect(found.query).toEqual(['cannot tell', expect.stringMatching(/the order in which they were sent/)]);
    expect(found.path?.[0]).toBe('ok');
  });

  it('looks secrets over without showing them', async () => {
    const secrets = [{ value: ' ssk_errdoctor_canary', source: 'the variable SHOP' }];
    const found = await checked({ secrets });
    expect(found.key).toBeUndefined();
    expect(found.secret).toEqual([
      'wrong',
      expect.stringMatching(/^The secret from the variable SHOP has 21 bytes: it starts with/),
    ]);
    expect(JSON.stringify(found)).not.toContain('canary');
    // The search has been through the rest.
    expect(found.layout).toBeUndefined();
  });
});
