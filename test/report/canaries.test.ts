import { describe, expect, it } from 'vitest';
import { secretsOf } from '../../src/exchange/secret.js';
import type { Report } from '../../src/report/diagnosis.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import { createMask } from '../../src/report/mask.js';
import { exchangeWith } from '../support/exchange.js';
import { causeWith, contextWith, diagnosisWith, inputOf, positionOf, reportOf } from '../support/report.js';

const formats = await Promise.all(Object.values(outputFormats).map(async (load) => (await load()).default));

const CANARIES = {
  bearer: 'errdoctor-canary-bearer/1+"x"',
  cookie: 'errdoctor0canary0cookie',
  query: 'errdoctor0canary0query',
  password: 'errdoctor0canary0url',
  body: 'errdoctor-canary-body "ä" 2',
  key: 'psk_live_errdoctor_canary_key_3',
  answer: 'errdoctor0canary0answer',
};

/** A piece of each that must not be seen anywhere, in any encoding. */
const PIECE = 'canary';

const exchange = exchangeWith({
  url: `https://shop:${CANARIES.password}@api.acmepay.example/v1?api_key=${CANARIES.query}`,
  headers: {
    Authorization: `Bearer ${CANARIES.bearer}`,
    Cookie: `sid=${CANARIES.cookie}`,
    'X-Api-Key': CANARIES.key,
  },
  body: JSON.stringify({ card: { password: CANARIES.body } }),
  answer: { error: { accessToken: CANARIES.answer } },
});

const encoders: Record<string, (value: string) => string> = {
  plain: (value) => value,
  url: encodeURIComponent,
  json: (value) => JSON.stringify(value).slice(1, -1),
  'json in json': (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  base64: (value) => Buffer.from(`user:${value}`).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  hex: (value) => Buffer.from(value).toString('hex'),
};

/** A report that repeats a secret in every string that the input can reach. */
function leaking(secret: string): { report: Report; context: ReturnType<typeof contextWith> } {
  const input = inputOf(`> X-Echo: ${secret}\n${'x'.repeat(70)}${secret}${'y'.repeat(70)}\n`);
  const evidence = [
    { says: `sent ${secret}`, at: positionOf(input, secret) },
    { says: 'near', at: positionOf(input, 'xxxxx') },
    { says: 'after', at: positionOf(input, 'yyyyy') },
  ];
  const cause = causeWith({
    title: `Title ${secret}`,
    explanation: `Because ${secret}`,
    evidence,
    factors: [{ says: secret, factor: 2 }],
    fixes: [{ say: `Send ${secret}`, run: `curl -H 'X: ${secret}'` }],
    retry: {
      ...causeWith().retry,
      why: secret,
      checkFirst: [{ method: 'GET', url: `https://api.acmepay.example/${secret}`, lookFor: secret }],
    },
  });
  const diagnosis = diagnosisWith({
    source: { file: `${secret}.txt`, entry: 1, line: 1 },
    request: { method: 'POST', url: `https://api.acmepay.example/?x=${secret}` },
    response: {
      status: 401,
      code: secret,
      message: `Invalid key ${secret}, or \u001b[1m${secret.slice(0, 9)}\u001b[0m${secret.slice(9)}`,
      requestId: secret,
      details: {
        [secret]: [{ deep: { deeper: secret } }],
        password: 'x1',
        otp: 4711,
        card: 4111111111111111,
      },
    },
    transport: { kind: 'other', says: secret },
    outcome: 'unknown',
    causes: [cause, { ...cause, fault: 2 }],
    notes: [{ id: 'acmepay/note', title: secret, explanation: secret }],
    ruledOut: [{ id: 'acmepay/other', why: secret }],
    notChecked: [{ what: secret, how: secret }],
  });
  const context = contextWith({
    all: true,
    inputs: new Map([[input.name, input]]),
    mask: createMask(secretsOf(exchange)),
  });
  return { report: reportOf(diagnosis), context };
}

describe.each(formats)('no secret is printed by $name', (format) => {
  it.each(
    Object.entries(CANARIES).flatMap(([name, canary]) =>
      Object.entries(encoders).map(
        ([encoding, encode]) => [name, encoding, encode(canary), encode(PIECE)] as const,
      ),
    ),
  )('from %s, in %s', async (_name, _encoding, secret, piece) => {
    const { report, context } = leaking(secret);
    const printed = `${await format.render(report, context)}${(await format.appendix?.render(report, context)) ?? ''}`;
    expect(printed).not.toContain(secret);
    expect(printed).not.toContain(piece);
    expect(printed).not.toContain(PIECE);
    expect(printed).not.toMatch(/4711|411111|"x1"/);
    if (/"details"|^ +details /m.test(printed)) expect(printed).toContain('…1111');
    // What the packs and we wrote is still there.
    expect(printed).toContain('acmepay/clock-drift');
  });
});
