import type { RulePage } from '../causes/compiled.js';
import { list } from '../causes/condition.js';
import type { DocumentedAnswer, Trigger } from '../causes/rule.js';

/** What an answer says, before it is laid out as the provider does. */
export interface Said extends DocumentedAnswer {
  readonly status: number;
}

/** Where a cause shows that no answer can show. */
interface NotSaid {
  readonly why: string;
}

/**
 * What the answer of a rule says: its documented answer first, then its most telling trigger.
 *
 * @param hasCodes whether there is a place for codes
 */
export function saidBy({ when, answers }: RulePage, hasCodes: boolean): Said | NotSaid {
  const triggers = list(when);
  const first = (kind: keyof Trigger) => triggers.find((trigger) => trigger[kind] !== undefined);
  const telling = (hasCodes && first('code')) || (first('message') ?? first('code') ?? first('status'));
  const status = answers?.status ?? statusOf([...list(telling), ...triggers]) ?? (answers?.instead && 200);
  if (status !== undefined) {
    const code = list(telling?.code)[0];
    const message = sentenceOf(list(telling?.message)[0]);
    return { status, ...(code && { code }), ...(message && { message }), ...answers };
  }
  const transports = triggers.flatMap(({ transport }) => list(transport));
  if (transports.includes('timeout')) return { status: 200, instead: 'hang' };
  if (transports.includes('reset')) return { status: 200, instead: 'reset' };
  return { why: whyNot(telling, transports, first('signal')?.signal) };
}

/** The first status that is documented, of a failure if there is one; of a class (`5xx`) its plainest member. */
function statusOf(triggers: readonly Trigger[]): number | undefined {
  const statuses = triggers.flatMap(({ status }) => list(status));
  const status =
    statuses.find((one) => Number(one) >= 400) ??
    statuses.find((one) => typeof one === 'number') ??
    statuses[0];
  return status === undefined ? undefined : Number(String(status).replace('xx', '00'));
}

/** A message that fits the template: the first of alternatives, and nothing in a gap. */
function sentenceOf(template: string | undefined): string | undefined {
  return template
    ?.split(/\s+/)
    .filter((piece) => piece !== '*')
    .map((piece) => (/^\{[\w.]+\}$/.test(piece) ? piece.slice(1, -1) : (piece.split('|')[0] as string)))
    .join(' ');
}

function whyNot(
  telling: Trigger | undefined,
  transports: readonly string[],
  signal: string | undefined,
): string {
  if (telling) return 'No HTTP status is documented for it: it stands in a log or a message of its own.';
  if (transports.includes('dns')) return 'The name does not resolve: ask for a host that does not exist.';
  if (transports.includes('connect'))
    return 'Nothing listens: ask for a port of this machine that is closed.';
  if (transports.includes('tls') || /certificate|tls|cipher|plain/i.test(signal ?? ''))
    return 'It shows in the TLS handshake, before any request: see --tls and --client-ca.';
  if (transports.length > 0) return 'It happens in the client or on the way, not in an answer.';
  return `It shows in ${SIGNALS.find(([family]) => signal?.startsWith(family))?.[1] ?? 'the request'}, not in the answer.`;
}

const SIGNALS = [
  ['delivery.', 'the delivery log of webhooks'],
  ['openapi.', 'an API description (--openapi)'],
  ['history.', 'the calls before it'],
  ['transport.', 'what the client reports of the connection'],
  ['connection.', 'what the client reports of the connection'],
  ['idempotency.', 'the request and the calls before it'],
] as const;
