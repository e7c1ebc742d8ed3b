import type { PackSource } from '../../src/causes/compile-packs.js';
import type { Rule } from '../../src/causes/rule.js';

/** A small failed call as a server answers it. */
export const smallAnswer = JSON.stringify({
  ok: false,
  error: {
    code: 'TIMESTAMP_EXPIRED',
    message: 'request timestamp expired',
    status: 401,
    requestId: 'req_errdoctor0042',
  },
});

/** The same with its request, as `curl -v` prints it. */
export const smallCapture = `> POST /v2/platforms/intents HTTP/1.1
> Host: api.pandabase.io
> Authorization: Platform plt_errdoctor_example
> X-Platform-Signature: ${'5f'.repeat(64)}
> X-Request-Timestamp: 1789999580000
> X-Idempotency-Key: order-1042
> Content-Type: application/json
>
< HTTP/1.1 401 Unauthorized
< Date: Mon, 21 Sep 2026 14:13:20 GMT
< Content-Type: application/json
<
${smallAnswer}
`;

/** A pack of so many rules, in the proportions of the real ones: codes mostly, some messages, few statuses. */
export function generatedPack(size: number): PackSource {
  return {
    id: 'acmepay',
    settings: {
      id: 'acmepay',
      name: 'Acmepay',
      recognise: {},
      environments: { production: { hosts: ['api.acmepay.example'] } },
      envelope: { code: ['error.code'], message: ['error.message'] },
      references: {},
    },
    rules: Array.from({ length: size }, (_, number) => ({
      id: `acmepay/cause-${number}`,
      rule: generatedRule(number),
    })),
  };
}

const example = { name: 'generated', http: '< HTTP/1.1 400 Bad Request\n<\n' };

function generatedRule(number: number): Rule {
  const says = `the ${number % 97} limit of account kind${number} was passed`;
  return {
    title: `Generated cause number ${number}`,
    when: number % 5 === 4 ? { message: says } : { code: `CODE_${number}`, status: 400 + (number % 30) },
    prior: 0.5,
    clues: [
      { fact: 'request.header.content-type', is: 'application/json', yes: 1.2, no: 0.5 },
      { fact: 'request.body.size', above: 100_000, yes: 4, no: 0.9 },
      { fact: 'response.status', is: 400 + (number % 30), yes: 2, no: 0.6 },
    ],
    cause: 'A cause that exists to be measured.',
    fix: [{ say: 'Nothing is to be fixed.' }],
    retry: { when: 'after-fix', why: 'nothing was done' },
    explains: ['http/client-error'],
    references: ['https://docs.acmepay.example/errors'],
    examples: { fires: [example], silent: [example] },
  };
}

/** An answer that one of the generated rules explains. */
export const generatedAnswer = `> POST /v1/charges HTTP/1.1
> Host: api.acmepay.example
> Content-Type: application/json
>
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{"error":{"code":"CODE_123","message":"the account may not do this"}}
`;

/** A HAR on one line, of about so many bytes, in which three calls failed. */
export function oneLineHar(bytes: number): string {
  const entries: unknown[] = [];
  for (let size = 0; size < bytes; size += 2_900)
    entries.push(entry(entries.length, 200, succeededBody(entries.length)));
  for (const index of [10, Math.floor(entries.length / 2), entries.length - 2]) {
    entries[index] = entry(index, 401, smallAnswer);
  }
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries },
  });
}

/** No two are the same, as in a real session. */
function succeededBody(index: number): string {
  return JSON.stringify({
    ok: true,
    data: { id: `intent_${index}`, note: 'nothing to see here '.repeat(100) },
  });
}

function entry(index: number, status: number, text: string): unknown {
  return {
    startedDateTime: new Date(Date.UTC(2026, 8, 21, 14, 0, index % 60)).toISOString(),
    time: 12.5,
    request: {
      method: 'GET',
      url: `https://api.pandabase.io/v2/platforms/intents/${index}`,
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Authorization', value: 'Platform plt_errdoctor_example' }],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      cookies: [],
      content: { size: text.length, mimeType: 'application/json', text },
      redirectURL: '',
      headersSize: -1,
      bodySize: text.length,
    },
    cache: {},
    timings: { send: 0, wait: 12, receive: 0.5 },
  };
}
