import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/exchange/secret.js';
import { encodingsOf } from '../../src/report/encodings.js';
import { createMask } from '../../src/report/mask.js';

const CANARY = 'psk_live_errdoctor/exämple+"0001"&<end>';
const mask = createMask([new Secret(CANARY)]);
const bare = createMask();

describe('a known secret', () => {
  const quoted = JSON.stringify(CANARY);
  const base64 = Buffer.from(CANARY).toString('base64');
  it.each([
    ['as it is', CANARY],
    ['URL-encoded', encodeURIComponent(CANARY)],
    ['URL-encoded in lower case', encodeURIComponent(CANARY).replace(/%../g, (code) => code.toLowerCase())],
    ['form-encoded', new URLSearchParams({ x: CANARY }).toString().slice(2)],
    ['JSON-escaped', quoted.slice(1, -1)],
    ['JSON inside JSON', JSON.stringify(quoted).slice(3, -3)],
    ['JSON in ASCII', quoted.slice(1, -1).replace('ä', '\\u00e4')],
    ['JSON with escaped slashes', quoted.slice(1, -1).replace('/', '\\/')],
    ['HTML-escaped', 'psk_live_errdoctor/exämple+&quot;0001&quot;&amp;&lt;end&gt;'],
    ['hex', Buffer.from(CANARY).toString('hex')],
    ['upper-case hex', Buffer.from(CANARY).toString('hex').toUpperCase()],
    ['base64', base64],
    ['base64url without padding', Buffer.from(CANARY).toString('base64url')],
    ['base64 with one character before', Buffer.from(`x${CANARY}y`).toString('base64')],
    ['base64 with two characters before', Buffer.from(`xx${CANARY}yy`).toString('base64')],
    ['Basic', Buffer.from(`merchant:${CANARY}`).toString('base64')],
  ])('is masked %s', (_name, written) => {
    const masked = mask.text(`before ${written} after`);
    expect(masked).toMatch(/^before \S*psk_live_…\(39\)\S* after$/);
    expect(masked.length).toBeLessThan(60);
  });

  it('is masked with the longest form first, twice without change', () => {
    const two = createMask([new Secret('errdoctor-example'), new Secret('errdoctor-example-longer')]);
    expect(two.text('errdoctor-example-longer errdoctor-example')).toBe('…(24) …(17)');
    expect(mask.text(mask.text(CANARY))).toBe('psk_live_…(39)');
  });

  it('is masked as a whole word only when it is short', () => {
    const short = createMask([new Secret('test')]);
    expect(short.text('the latest test, "test"\\ntest')).toBe('the latest …(4), "…(4)"\\n…(4)');
  });

  it('is masked when only its beginning is quoted', () => {
    const two = createMask([new Secret('errdoctor-example-one'), new Secret('errdoctor-example-two')]);
    expect(two.text('bad key errdoctor-exa*** errdoctor-example-tw… errdoctor')).toBe(
      'bad key …(21)*** …(21)… errdoctor',
    );
    expect(mask.text('bad key psk_live_errdoc***')).toBe('bad key psk_live_…(39)***');
    expect(mask.text('a key that begins with psk_live_')).toBe('a key that begins with psk_live_');
  });

  it('has forms without a piece that a neighbour could complete', () => {
    expect(Math.min(...[...encodingsOf(CANARY)].map((form) => form.length))).toBeGreaterThan(30);
  });
});

describe('offsets', () => {
  it('are mapped around and into what stands in place of a secret', () => {
    const text = `a ${CANARY} b`;
    const { text: masked, map } = mask.spans(text);
    expect(masked).toBe('a psk_live_…(39) b');
    expect(map(0)).toBe(0);
    expect(masked.slice(map(2), map(2 + CANARY.length, 'end'))).toBe('psk_live_…(39)');
    expect(masked.slice(map(10), map(12, 'end'))).toBe('psk_live_…(39)');
    expect(masked.slice(map(text.indexOf('b')))).toBe('b');
  });
});

describe('text that no exchange supplied', () => {
  const jwt = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{"sub":"errdoctor"}').toString('base64url')}.ZXJyZG9jdG9y`;
  it.each([
    ['a key sk_test_errdoctorexample0001 in prose', 'a key sk_test_…(28) in prose'],
    ['"\\nsk_live_errdoctorexample0001"', '"\\nsk_live_…(28)"'],
    ['?x=%20sk_live_errdoctorexample0001', '?x=%20sk_live_…(28)'],
    ['whsec_ZXJyZG9jdG9y/ZXhhbXBsZQ==', 'whsec_…(31)'],
    [`token ${jwt}.`, `token eyJ…(${jwt.length + 1})`],
    ['card 4111 1111 1111 1111 or 4111-1111-1111-1111', 'card …1111 or …1111'],
    ['"n":4111111111111111,', '"n":…1111,'],
    ['0000 4111 1111 1111 1111', '0000 …1111'],
    [
      '-----BEGIN PRIVATE KEY-----\nZXJyZG9j\nZXJyZG9j\n-----END PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----…(19)-----END PRIVATE KEY-----',
    ],
    ['> X-Api-Key: errdoctor0example', '> X-Api-Key: …(17)'],
    ['Authorization: Bearer errdoctor0example', 'Authorization: Bearer …(17)'],
    ['Cookie: a=1; sid=errdoctor0example', 'Cookie: a=…(1); sid=…(17)'],
    ['{"cvv":"123","pin":4711,"password":"x"}', '{"cvv":"…(3)","pin":…(4),"password":"…(1)"}'],
    ['{\\"password\\":\\"err\\\\\\"doctor\\",\\"a\\":1}', '{\\"password\\":\\"…(13)\\",\\"a\\":1}'],
    ['{"name":"Authorization","value":"Token errdoctor"}', '{"name":"Authorization","value":"Token …(9)"}'],
    ['https://shop:errdoctor@host/?token=errdoctor&page=2', 'https://shop:…(9)@host/?token=…(9)&page=2'],
    ['u=https%3A%2F%2Fh%2F%3Fapi_key%3Derrdoctor%26b%3D1', 'u=https%3A%2F%2Fh%2F%3Fapi_key%3D…(9)%26b%3D1'],
    ['<password>errdoctor</password>', '<password>…(9)</password>'],
    ['name="password"\r\n\r\nerrdoctor\r\n--x', 'name="password"\r\n\r\n…(9)\r\n--x'],
    ['"apiKey":" errdoctor0example "', '"apiKey":" …(17) "'],
    ['{"secret":"errdoctor cut of', '{"secret":"…(16)'],
  ])('%s', (text, expected) => {
    expect(bare.text(text)).toBe(expected);
    expect(bare.text(expected)).toBe(expected);
  });

  it.each([
    'POST https://api.acmepay.example/v1/charges/ch_errdoctor1234567890 from 203.0.113.7',
    'X-Request-Timestamp: 1790000000000',
    'requestId req_errdoctor000000000000042, order 550e8400-e29b-41d4-a716-446655440000',
    'token: expired, signature: mismatch, api key: missing',
    'Authorization: Platform plt_xxx',
    'X-Api-Key: <api-key>',
    'sk_test_your_key_here and YOUR_API_KEY',
    '--secret-env acmepay=ACME_SECRET',
    '{"error":{"code":"INVALID_TOKEN","key":"amount","message":"token is invalid"}}',
    '?page_token=errdoctor&sort_key=name',
    'Idempotency-Key: errdoctor-order-1042',
    'openssl dgst -sha256 -hmac "$SECRET" body.bin',
    'a float 0.4111111111111111 and a hash 4111111111111111abcdef',
  ])('leaves what diagnosis needs: %s', (text) => {
    expect(bare.text(text)).toBe(text);
  });
});

describe('hostile text', () => {
  // With quadratic cost each of these would take minutes.
  it.each([
    ['eyJ', 'eyJ-'.repeat(100_000)],
    ['BEGIN', '-----BEGIN PRIVATE KEY-----'.repeat(20_000)],
    ['token=', 'token='.repeat(70_000)],
    ['token: ', 'token: '.repeat(70_000)],
    ['quotes', '"password":"'.repeat(40_000)],
    ['digits', '4111'.repeat(100_000)],
    ['digit groups', '4111 '.repeat(80_000)],
    ['prefixes', 'psk_'.repeat(100_000)],
    ['user-info', '//'.repeat(200_000)],
    ['one word', 'a'.repeat(400_000)],
    ['elements', '<password>'.repeat(40_000)],
    ['heads of a known secret', CANARY.slice(0, 12).repeat(40_000)],
  ])('costs no more than its length: %s', (_name, text) => {
    expect(typeof mask.text(text)).toBe('string');
  });
});
