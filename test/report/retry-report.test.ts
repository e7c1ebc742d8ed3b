import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import type { RetryReport } from '../../src/report/diagnosis.js';
import { retryWords } from '../../src/report/text/retry-words.js';
import { call } from '../support/facts.js';

const engine = await loadEngine({ all: true });
const DATE = 'Date: Mon, 21 Sep 2026 14:13:20 GMT';
const JSON_TYPE = 'Content-Type: application/json';

async function retryOf(parts: Parameters<typeof call>[0]) {
  const input = new Input('call.txt', Buffer.from(call(parts)));
  const read = [{ input, exchanges: readInput(input, formats).exchanges }];
  const { report } = await diagnoseInputs(engine, read);
  const [diagnosis] = report.diagnoses;
  const [cause] = diagnosis?.causes ?? [];
  if (!diagnosis || !cause) throw new Error('no cause was found');
  return { id: cause.id, outcome: diagnosis.outcome, retry: cause.retry };
}

const capture = (headers: string[], parts: Partial<Parameters<typeof call>[0]> = {}) =>
  retryOf({
    line: 'POST /v2/platforms/intents/pi_errdoctor17/capture HTTP/1.1',
    host: 'api.pandabase.io',
    headers: [JSON_TYPE, ...headers],
    body: '{"amount":2500}',
    status: '503 Service Unavailable',
    answerHeaders: [DATE],
    ...parts,
  });

describe('a write that its key protects', () => {
  it('is repeated on the documented schedule, with the same key while it lives', async () => {
    const { id, retry } = await capture(['X-Idempotency-Key: order-errdoctor-17']);
    expect(id).toBe('pandabase/http-503');
    expect(retry).toMatchObject({
      when: 'after-wait',
      waitSeconds: 1,
      notBefore: '2026-09-21T14:13:21.000Z',
      schedule: { waitsSeconds: [1, 2, 4, 8, 16], jitterSeconds: 0.5, basis: 'documented' },
      maxAttempts: 5,
      sameIdempotencyKey: true,
      keyLifetimeHours: 24,
      movesMoney: true,
    });
    expect(retryWords(retry)).toContain(
      'after 1, 2, 4, 8 and 16 s, each up to 0.5 s later at random, then stop, with the same idempotency key while it lives (24 h): ',
    );
  });

  it('waits as long as the answer asks instead', async () => {
    const { retry } = await capture(['X-Idempotency-Key: order-errdoctor-17'], {
      answerHeaders: [DATE, 'Retry-After: 40'],
    });
    expect(retry).toMatchObject({ waitSeconds: 40, notBefore: '2026-09-21T14:14:00.000Z', maxAttempts: 5 });
    expect(retry.schedule).toBeUndefined();
    expect(retryWords(retry)).toMatch(/^after 40 s \(2026-09-21 14:14:00 UTC\), at most 5 attempts, /);
  });
});

describe('a write of unknown outcome without a key', () => {
  it('is looked up first, by its own ids and amounts, and has no schedule', async () => {
    const { outcome, retry } = await capture([]);
    expect(outcome).toBe('unknown');
    expect(retry).toMatchObject({
      when: 'after-check',
      waitSeconds: null,
      maxAttempts: null,
      movesMoney: true,
    });
    expect(retry.schedule).toBeUndefined();
    expect(retry.checkFirst.map(({ url }) => url)).toEqual([
      '/v2/platforms/intents/pi_errdoctor17',
      '/v2/platforms/balances',
    ]);
    expect(retry.checkFirst[1]?.lookFor).toContain('changed by 2500 (cents)');
  });

  it('is not protected by an empty key', async () => {
    const { retry } = await capture(['X-Idempotency-Key:']);
    expect(retry).toMatchObject({ when: 'after-check', sameIdempotencyKey: null });
  });

  it('keeps what it fills into a URL one value', async () => {
    const ramp = (rampReference: unknown) =>
      retryOf({
        line: 'POST /v4/ramp HTTP/1.1',
        host: 'api.getpartna.com',
        headers: [JSON_TYPE],
        body: JSON.stringify({ fromAmount: 10_000, fromCurrency: 'NGN', rampReference }),
        status: '500 Internal Server Error',
        answerHeaders: [DATE],
      });
    const urlFor = async (reference: unknown) => (await ramp(reference)).retry.checkFirst[0]?.url;
    expect(await urlFor('a&b=c#d')).toBe('/v4/ramp?rampReference=a%26b%3Dc%23d');
    expect(await urlFor('\ud800')).toBe('/v4/ramp?rampReference=%EF%BF%BD');
    expect(await urlFor(undefined)).toBe('/v4/ramp?rampReference=RAMP_REFERENCE_OF_THE_REQUEST');
  });
});

describe('providers without documented numbers', () => {
  it('get ours, said as ours', async () => {
    const { retry } = await retryOf({
      line: 'GET /v2/cards HTTP/1.1',
      host: 'production.api.axyscards.com',
      status: '429 Too Many Requests',
      answerHeaders: [DATE],
    });
    expect(retry.schedule).toEqual({ waitsSeconds: [1, 2, 4, 8, 16], jitterSeconds: 1, basis: 'ours' });
    expect(retryWords(retry)).toMatch(
      /^after 1, 2, 4, 8 and 16 s, each up to 1 s later at random \(these waits are ours\), then stop: /,
    );
  });
});

describe('a 429', () => {
  const limited = (answer: string, ...answerHeaders: string[]) =>
    retryOf({ status: '429 Too Many Requests', answerHeaders: [JSON_TYPE, DATE, ...answerHeaders], answer });

  it.each([
    ['{"error":{"code":"insufficient_quota","message":"Check your plan and billing details."}}'],
    ['{"error":{"code":"billing_hard_limit_reached","message":"Billing hard limit has been reached"}}'],
    ['{"error":"Daily limit exceeded"}'],
    ['{"message":"Your credit balance is too low"}'],
  ])('that no wait cures names none: %s', async (answer) => {
    const { id, retry } = await limited(answer);
    expect(id).toBe('http/quota-used-up');
    expect(retry).toMatchObject({ when: 'after-fix', waitSeconds: null });
    expect(retry.notBefore).toBeUndefined();
  });

  it('is over when the answer says', async () => {
    const { retry } = await limited('{"message":"Rate limit exceeded"}', 'X-RateLimit-Reset: 1790000045');
    expect(retry).toMatchObject({
      when: 'after-wait',
      waitSeconds: 45,
      notBefore: '2026-09-21T14:14:05.000Z',
    });
  });
});

describe('the words', () => {
  const base: RetryReport = {
    when: 'after-wait',
    why: '',
    waitSeconds: null,
    maxAttempts: null,
    sameIdempotencyKey: null,
    checkFirst: [],
    basis: 'documented',
  };
  it.each<[Partial<RetryReport>, string]>([
    [{}, 'after a wait'],
    [{ waitSeconds: 0.088 }, 'after 0.088 s'],
    [
      { waitSeconds: 360, notBefore: '2026-09-21T14:19:20.250Z' },
      'after 6 min (2026-09-21 14:19:20.250 UTC)',
    ],
    [
      { when: 're-signed', waitSeconds: 5, maxAttempts: 1 },
      'with a fresh timestamp and signature, not before 5 s, at most 1 attempt',
    ],
    [
      { schedule: { waitsSeconds: [2], jitterSeconds: 1, basis: 'documented' } },
      'after 2 s, up to 1 s later at random, then stop',
    ],
    [
      { schedule: { waitsSeconds: [2, 8], jitterSeconds: 0, basis: 'ours' } },
      'after 2 and 8 s (these waits are ours), then stop',
    ],
  ])('%j: %s', (parts, words) => expect(retryWords({ ...base, ...parts })).toBe(words));
});
