import { describe, expect, it } from 'vitest';
import { answerFor, type Granted } from '../../src/simulate/answer.js';
import { commonRules, simulated } from './packs.js';

const options = {
  now: Date.parse('2026-09-21T12:00:00Z'),
  requestId: 'req_errdoctor_example',
  common: commonRules,
};

function wish(pack: string, text: string): Granted {
  return answerFor(text, simulated(pack), options);
}

function answer(pack: string, text: string) {
  const granted = wish(pack, text);
  if (granted.is !== 'answer') throw new Error(`${text}: ${granted.is}`);
  const { status, headers, body, instead } = granted.answer;
  return { cause: granted.cause, status, headers: Object.fromEntries(headers), body, instead };
}

describe('answerFor', () => {
  it('lays a code out as the envelope of the pack has it', () => {
    const { cause, status, body, headers } = answer('pandabase', 'LINE_ITEMS_MISMATCH');
    expect({ cause, status }).toEqual({ cause: 'pandabase/line-items-mismatch', status: 400 });
    expect(headers).toEqual({ 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual({
      ok: false,
      error: {
        code: 'LINE_ITEMS_MISMATCH',
        message: 'Line items mismatch',
        status: 400,
        requestId: 'req_errdoctor_example',
      },
    });
  });

  it('takes a cause by its id, with and without its pack', () => {
    expect(answer('payfield', 'payfield/signature-invalid')).toEqual(answer('payfield', 'signature-invalid'));
  });

  it('writes message and code at every place where the envelope has them', () => {
    expect(JSON.parse(answer('payfield', 'currency-missing').body)).toEqual({
      message: 'currency is required',
      code: 'validation_error',
      error: { message: 'currency is required', code: 'validation_error' },
    });
  });

  it('sends a whole message as it was wished for', () => {
    const { cause, body } = answer('partna', 'invalid API key!');
    expect(cause).toMatch(/^partna\//);
    expect(JSON.parse(body)).toEqual({ message: 'invalid API key!' });
  });

  it('answers a status with its own name and the documented headers', () => {
    const { status, body, headers } = answer('contro', '429');
    expect(status).toBe(429);
    expect(JSON.parse(body)).toEqual({ success: false, error: 'Too Many Requests' });
    expect(headers).toMatchObject({
      'retry-after': '30',
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1789992030',
    });
  });

  it('invents no rate-limit headers', () => {
    expect(Object.keys(answer('partna', '429').headers)).toEqual(['content-type']);
  });

  it('answers a cause that any API can have in the envelope of the pack', () => {
    const { cause, status, body } = answer('pandabase', 'http/idempotency-key-reused');
    expect({ cause, status }).toEqual({ cause: 'http/idempotency-key-reused', status: 409 });
    expect(JSON.parse(body)).toMatchObject({ ok: false, error: { status: 409 } });
  });

  it('writes numbers and lists where the provider has them', () => {
    expect(JSON.parse(answer('binance', '-1021').body)).toMatchObject({ code: -1021 });
    expect(JSON.parse(answer('kraken', 'kraken/nonce-not-higher').body)).toEqual({
      error: ['EAPI:Invalid nonce'],
    });
    expect(JSON.parse(answer('square', 'UNAUTHORIZED').body)).toMatchObject({
      errors: [{ code: 'UNAUTHORIZED' }],
    });
  });

  it('knows what happens in place of an answer', () => {
    expect(answer('axys', 'timeout-on-fund-moving-write').instead).toBe('hang');
    expect(answer('axys', 'reset').instead).toBe('reset');
    expect(answer('axys', 'close-early').instead).toBe('close-early');
  });

  it('says where else a cause shows that no answer can show', () => {
    expect(wish('axys', 'tls-client-certificate')).toEqual({
      is: 'answer',
      answer: expect.objectContaining({ instead: 'reset' }),
      cause: 'axys/tls-client-certificate',
    });
    expect(wish('axys', 'http/dns-failure')).toEqual({
      is: 'elsewhere',
      cause: 'http/dns-failure',
      why: 'The name does not resolve: ask for a host that does not exist.',
    });
  });

  it.each(['', '   ', 'pandabase', 'http', '200', '999', '__proto__', 'constructor', 'x'.repeat(100_000)])(
    'knows nothing of %j',
    (text) => expect(wish('pandabase', text).is).toBe('unknown'),
  );

  it('names what was probably meant', () => {
    expect(wish('pandabase', 'SIGNATURE_MISMACH')).toEqual({ is: 'unknown', meant: 'SIGNATURE_MISMATCH' });
  });
});
