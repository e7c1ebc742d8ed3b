import { ALWAYS, type CauseSource, NEVER } from '../cause.js';
import { jsonText, someMoment } from '../calls/draft.js';
import { id } from '../calls/pandabase.js';

/** Entries of the webhook delivery log; the documentation fixes the codes, not the form of a record. */
function delivery(name: string, code: string, details: Record<string, unknown>): CauseSource {
  const cause = `pandabase/${name}`;
  return {
    id: cause,
    tells: ALWAYS,
    make(random, words) {
      const at = new Date(someMoment(random)).toISOString();
      const message = words.free(cause).text;
      const common = {
        id: id('dlv', random),
        event: random.pick(['PAYMENT_COMPLETED', 'REFUND_CREATED', 'PAYOUT_FAILED']),
        url: 'https://hooks.shop.example.com/pandabase',
        attempt: random.between(1, 5),
        attemptedAt: at,
        ...details,
      };
      const record = random.pick([
        { ...common, status: 'FAILED', error: { code, message } },
        { ...common, delivered: false, errorCode: code, errorMessage: message },
        { ...common, status: 'FAILED', error: code },
      ]);
      return {
        exchange: {
          call: { method: 'POST', url: common.url, version: '1.1', headers: [] },
          record: jsonText(record, random),
        },
        labels: [cause],
        accepts: [],
        among: [cause],
        tells: ALWAYS,
        // Other systems have an SSL_ERROR too.
        named: code === 'SSL_ERROR' ? NEVER : [['answer-body']],
        symptom: [['answer-body']],
        evidence: 'code',
        planted: { texts: [code], part: 'answer-body' },
      };
    },
  };
}

export const records: readonly CauseSource[] = [
  delivery('endpoint-unreachable', 'ENDPOINT_UNREACHABLE', { durationMs: 10_000 }),
  delivery('endpoint-error', 'ENDPOINT_ERROR', { durationMs: 212, responseStatus: 302 }),
  delivery('endpoint-ssl-error', 'SSL_ERROR', { durationMs: 90 }),
  delivery('endpoint-blocked', 'ENDPOINT_BLOCKED', { durationMs: 3 }),
];
