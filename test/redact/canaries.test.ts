import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { redactInput } from '../../src/redact/redact-input.js';
import { Unredactable } from '../../src/redact/unredactable.js';

const SETTINGS = { headers: ['x-acme-auth-blob'], prefixes: ['acme_live_'] };
const KEY = 'acme_live_errdoctor/canary+key0';
const PASSWORD = 'errdoctor canary "pass" ä1';
const CARD = '4111111111111111';
const BODY = JSON.stringify({ amount: 25, user: { password: PASSWORD }, card: { number: CARD, cvv: 737 } });
const ANSWER = JSON.stringify({ error: { code: 'bad_key', message: `Unknown key ${KEY}` } });
const TOKEN = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"errdoctor canary","exp":1790000000}').toString('base64url')}.errdoctorcanarysignature00`;

/** The forms in which a piece of a secret could still be read. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const cores = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -4);
  });
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    bytes.toString('hex'),
    bytes.toString('hex').replace(/../g, '$& ').trim(),
    ...cores,
    ...cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

const FORBIDDEN = ['canary', PASSWORD, KEY, CARD].flatMap(formsOf);

/** The bytes that a dump in hexadecimal shows, so that a word over two rows is seen. */
const undumped = (text: string) =>
  Buffer.from(
    [...text.matchAll(/^[0-9a-f]{4}: ((?:[0-9a-f]{2} ){1,16})/gm)]
      .map(([, row = '']) => row.replaceAll(' ', ''))
      .join(''),
    'hex',
  ).toString() + [...text.matchAll(/^[0-9a-f]{4}: (.*)$/gm)].map(([, row]) => row).join('');

function redact(capture: string | Uint8Array): string {
  const bytes = typeof capture === 'string' ? Buffer.from(capture) : capture;
  const copy = redactInput(new Input('call', bytes), SETTINGS);
  expect(Buffer.from(redactInput(new Input('call', copy), SETTINGS)).equals(Buffer.from(copy))).toBe(true);
  return Buffer.from(copy).toString();
}

const curlVerbose = `* [HTTP/2] [1] [authorization: Bearer ${TOKEN}]
> POST /v1/charges?api_key=${encodeURIComponent(KEY)} HTTP/1.1
> Host: shop.acmepay.example
> Authorization: Basic ${Buffer.from(`shop:${KEY}`).toString('base64')}
> X-Api-Key: "${KEY}" 
> X-Acme-Auth-Blob: ${Buffer.from(`{"key":"${KEY}"}`).toString('base64')}
> Cookie: theme=dark; sid=errdoctor0canary0cookie
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Set-Cookie: next=errdoctor0canary0next; Path=/
<
${ANSWER}
`;

const entry = (text: object, content: object) => ({
  startedDateTime: '2026-09-21T12:26:40.000Z',
  request: {
    method: 'POST',
    url: `https://shop.acmepay.example/v1/charges?token=${encodeURIComponent(PASSWORD)}`,
    headers: [
      { name: 'Host', value: 'shop.acmepay.example' },
      { name: 'Authorization', value: `Bearer ${TOKEN}` },
      { name: 'X-Api-Key', value: KEY },
    ],
    cookies: [{ name: 'sid', value: 'errdoctor0canary0cookie' }],
    queryString: [{ name: 'token', value: PASSWORD }],
    bodySize: Buffer.byteLength(BODY),
    postData: { mimeType: 'application/json', ...text },
  },
  response: {
    status: 401,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    content: { mimeType: 'application/json', size: ANSWER.length, ...content },
  },
});
const har = (text: object, content: object) =>
  JSON.stringify(
    { log: { version: '1.2', creator: { name: 'x' }, entries: [entry(text, content)] } },
    null,
    1,
  );
const base64 = (text: string | Uint8Array) => ({
  text: Buffer.from(text).toString('base64'),
  encoding: 'base64',
});

const hexRows = (text: string) =>
  (
    Buffer.from(text)
      .toString('latin1')
      .match(/.{1,16}/gs) ?? []
  )
    .map((row, index) => {
      const bytes = Buffer.from(row, 'latin1').toString('hex').replace(/../g, '$& ').padEnd(48);
      return `${(index * 16).toString(16).padStart(4, '0')}: ${bytes}${row.replace(/[^ -~]/g, '.')}\n`;
    })
    .join('');
const record = (head: string, text: string) => {
  const length = Buffer.byteLength(text);
  return `${head}, ${length} bytes (0x${length.toString(16)})\n${hexRows(text)}`;
};
const trace = `== Info: Connected to shop.acmepay.example (127.0.0.1) port 80
${record('=> Send header', `POST /v1/charges HTTP/1.1\r\nHost: shop.acmepay.example\r\nX-Api-Key: ${KEY}\r\nContent-Type: application/json\r\n\r\n`)}${record('=> Send data', BODY.slice(0, 40))}${record('=> Send data', BODY.slice(40))}${record('<= Recv header', 'HTTP/1.1 401 Unauthorized\r\n')}${record('<= Recv header', '\r\n')}${record('<= Recv data', ANSWER)}${ANSWER}`;

const pair = {
  request: {
    method: 'POST',
    url: 'https://shop.acmepay.example/v1',
    headers: { 'x-api-key': KEY },
    body: BODY,
  },
  response: { status: 401, body: JSON.parse(ANSWER) },
};

const CAPTURES: Readonly<Record<string, string | Uint8Array>> = {
  'curl -v': curlVerbose,
  'curl -v, a header over two lines': curlVerbose.replace(
    `> X-Api-Key: "${KEY}" `,
    `> X-Api-Key: ${KEY.slice(0, 18)}\n>  ${KEY.slice(18)}`,
  ),
  'curl -v, not UTF-8': Buffer.concat([Buffer.from(curlVerbose), Buffer.from([0xff, 0xfe, 0x41])]),
  'curl -v, UTF-16': Buffer.from(`\ufeff${curlVerbose}`, 'utf16le'),
  'curl -v, a packed body': Buffer.concat([
    Buffer.from(
      curlVerbose.replace(ANSWER, '').replace('< Set', '< Content-Encoding: gzip\n< Set').trimEnd(),
    ),
    Buffer.from('\n'),
    gzipSync(ANSWER),
  ]),
  HAR: har({ text: BODY }, { text: ANSWER }),
  'HAR, Base64 bodies': har(base64(BODY), base64(ANSWER)),
  'HAR, a packed body': har({ text: BODY }, base64(gzipSync(ANSWER))),
  'curl --trace': trace,
  'request and response': JSON.stringify(pair),
  NDJSON: `${JSON.stringify(pair)}\n${JSON.stringify({ ...pair, note: KEY })}\n`,
  'a log line': `2026-09-21T12:26:40Z app-1 ERROR ${JSON.stringify({ msg: JSON.stringify(pair) })}\n${JSON.stringify(pair)}\n`,
  'a JSON body': JSON.stringify({
    error: { code: 'x', message: 'Invalid', password: PASSWORD, card: { number: Number(CARD) } },
  }),
  'free text': `POST https://shop.acmepay.example/v1?api_key=${encodeURIComponent(KEY)} failed with 401: {"error":"bad key","password":"errdoctorcanary1"}`,
};

describe('no secret is left in a copy of', () => {
  it.each(Object.entries(CAPTURES))('%s', (name, capture) => {
    const copy = redact(capture).replaceAll('\0', '');
    for (const form of FORBIDDEN) {
      expect(copy, `${form} in:\n${copy}`).not.toContain(form);
      expect(undumped(copy)).not.toContain(form);
    }
    expect(copy).toContain(name === 'a JSON body' ? 'Invalid' : '401');
    if (copy.includes('number'))
      expect(copy + undumped(copy)).toMatch(/9000000000001111|OTAwMDAwMDAwMDAwMTExM|MTExM/);
  });
});

describe('a copy', () => {
  it('keeps the shape of what identifies a person, and nothing else of it', () => {
    const body = {
      bvn: '22212345678',
      ssn: '123-45-6789',
      iban: 'DE89370400440532013000',
      accountNumber: 12345678,
    };
    const copy = redact(
      JSON.stringify({ ...pair, request: { ...pair.request, body: JSON.stringify(body) } }),
    );
    expect(JSON.parse(JSON.parse(copy).request.body)).toEqual({
      bvn: '90000000000',
      ssn: '900-00-0000',
      iban: 'DE00000000000000000000',
      accountNumber: 90000000,
    });
  });

  it('is refused when a dump that no reader knows would still show a secret', () => {
    const call = `> GET /v1 HTTP/1.1\n> X-Api-Key: ${KEY}\n>\n< HTTP/1.1 401 Unauthorized\n<\n`;
    expect(() => redact(`${call}${hexRows(`x-api-key: ${KEY}`)}`)).toThrow(Unredactable);
  });

  it('shows the same bytes in both columns of a dump', () => {
    const rows = [
      ...redact(`${trace}== Info: Connection left intact\n`).matchAll(/^[0-9a-f]{4}: ([0-9a-f ]{48})(.*)$/gm),
    ];
    expect(rows.length).toBeGreaterThan(10);
    for (const [, hex = '', shown] of rows) {
      const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1');
      expect(shown).toBe(bytes.replace(/[^ -~]/g, '.'));
    }
  });

  it('keeps what diagnosis needs: lengths, prefixes, quotes, white space, times', () => {
    const copy = redact(curlVerbose);
    const [, value] = /^> X-Api-Key: (.*)$/m.exec(copy) ?? [];
    expect(value).toBe('"acme_live_masked/by/errdoctor/mask" '.slice(0, KEY.length + 1).concat('" '));
    expect(Buffer.byteLength(copy)).toBe(Buffer.byteLength(curlVerbose));
    const payload = /\[authorization: Bearer [\w-]+\.([\w-]+)\./.exec(copy)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).exp).toBe(1790000000);
  });

  it('keeps bodies exact', () => {
    const { exchanges } = readInput(
      new Input('call', Buffer.from(redact(CAPTURES['HAR, Base64 bodies'] as string))),
      formats,
    );
    const body = exchanges[0]?.request?.body;
    expect(body).toMatchObject({ is: 'bytes', exact: true });
  });

  it('is made in linear time of a long secret that repeats itself', () => {
    const call = `> GET /v1 HTTP/1.1\n> Authorization: Bearer ${'a.'.repeat(300_000)}\n>\n< HTTP/1.1 401 Unauthorized\n<\n`;
    expect(redact(call)).not.toContain('a.a.a.');
  });

  it('equals a capture without secrets', () => {
    const plain =
      '> GET /v1/things HTTP/1.1\n> Host: api.shop.example\n>\n< HTTP/1.1 404 Not Found\n<\n{"error":"no"}\n';
    expect(redact(plain)).toBe(plain);
  });

  it('is refused where nobody can look inside', () => {
    const cut = gzipSync(ANSWER.repeat(9)).subarray(0, 60);
    const har64 = har({ text: BODY }, base64(cut));
    expect(() => redactInput(new Input('call', Buffer.from(har64)), SETTINGS)).toThrow(Unredactable);
  });
});
