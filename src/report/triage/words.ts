import { figure } from '../../figure.js';
import { groupBy } from '../../group-by.js';
import type { GroupReport, Shared, TriageSummary, UnknownOutcome } from '../triage-report.js';

/** `1 failure`, `12,300 failures`. */
export function figures(number: number, noun: string): string {
  return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `39 %`, `3.1 %`, `<0.1 %`; 100 only where it is all. */
export function share(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent < 0.1) return '<0.1 %';
  return `${percent < 10 ? percent.toFixed(1) : Math.min(99, Math.round(percent))} %`;
}

/** `2026-09-21 12:26:40` of an ISO time. */
export function clock(time: string): string {
  return time.replace('T', ' ').replace(/(?:\.\d+)?Z$/, '');
}

/** `2026-09-21 12:26:40 to 13:02:00 UTC`; undefined where no time was captured. */
export function timeRange(first: string | null, last: string | null): string | undefined {
  if (first === null || last === null) return undefined;
  const [from, to] = [clock(first), clock(last)];
  if (from === to) return `${from} UTC`;
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} UTC`;
}

/**
 * `2026-09-21 12:26` of seconds since the epoch; with seconds where steps are that short, and without the day where it
 * is that of `beside`.
 */
export function moment(seconds: number, step: number, beside?: number): string {
  const text = (at: number) => clock(new Date(at * 1000).toISOString()).slice(0, step < 60 ? 19 : 16);
  const own = text(seconds);
  return beside !== undefined && text(beside).slice(0, 10) === own.slice(0, 10) ? own.slice(11) : own;
}

/** `1,000 exchanges, 31 failed (3.1 %): 29 explained, 2 unexplained`. */
export function totals({
  exchanges,
  failed,
  explained,
  unexplained,
  records,
  outside,
}: TriageSummary): string {
  if (exchanges + outside === 0) return `No HTTP exchange in ${figures(records, 'record')}`;
  const all = figures(exchanges, 'exchange');
  if (failed === 0) return `${all}, none failed`;
  return `${all}, ${figure(failed)} failed (${share(failed, exchanges)}): ${figure(explained)} explained, ${figure(unexplained)} unexplained`;
}

/** What a reader of the totals must know besides: what they leave out. */
export function leftOut({ unanswered = 0, other, outside, interrupted }: TriageSummary): string[] {
  return [
    ...(interrupted ? ['Interrupted: only what was read until then is here.'] : []),
    ...(unanswered > 0 ? [`${figures(unanswered, 'exchange')} without an answer in the capture.`] : []),
    ...(outside > 0 ? [`${figures(outside, 'exchange')} left out by --since or --until.`] : []),
    ...(other > 0 ? [`${figures(other, 'failure')} in further groups, which are only counted.`] : []),
  ];
}

/** What is to be reconciled, as a headline. */
export function unknownWords(count: number): string {
  const what = count === 1 ? '1 write that' : `${figure(count)} writes that`;
  return `Outcome unknown: ${what} may have been carried out. Check, then decide.`;
}

/** `POST https://… -> 504`. */
export function writeWords({ method, url, status }: UnknownOutcome): string {
  return `${[method, url].filter(Boolean).join(' ')} -> ${status ?? 'no answer'}`;
}

/** `120.00 EUR as sent, order_id order-1042`: by what the write can be found again. An API may count in cents. */
export function traitsOf({ amount, currency, ids }: UnknownOutcome): string {
  const money = [amount, currency, amount && 'as sent'].filter((part) => part !== null).join(' ');
  return [money, ...Object.entries(ids).map(([name, id]) => `${name} ${id}`)].filter(Boolean).join(', ');
}

/** What stands for the request that would show it, where none is known. */
export const NO_CHECK = 'no request is known that shows it: look it up at the provider';

/** `POST /v1/charges`. */
export function callOfShared({ method, route }: Shared): string | null {
  return route === null ? method : [method, route].filter(Boolean).join(' ');
}

/** `401 request_expired`; of a call without an answer the kind of failure. */
export function answerOfGroup({ shared, code, transport }: GroupReport): string | null {
  const said = [shared.status, code].filter((part) => part !== null).join(' ');
  return said || (transport === null ? null : `no answer (${transport})`);
}

/**
 * What groups share, as words: of each trait a value that all or most of the failures have, and how many others there
 * are. What was captured of none of them is left out.
 */
export function sharedWords(groups: readonly GroupReport[]): string {
  return TRAITS.map((trait) => traitWords(groups, trait))
    .join('')
    .replace(/^(?: on|,) /, '');
}

interface Trait {
  readonly one: string;
  readonly many: string;
  readonly before: string;
  of(group: GroupReport): string | null;
}

const TRAITS: readonly Trait[] = [
  { one: 'call', many: 'calls', before: '', of: ({ shared }) => callOfShared(shared) },
  { one: 'host', many: 'hosts', before: ' on ', of: ({ shared }) => shared.host },
  { one: 'answer', many: 'answers', before: ', ', of: answerOfGroup },
  { one: 'credential', many: 'credentials', before: ', credential ', of: ({ shared }) => shared.credential },
  { one: 'client', many: 'clients', before: ', client ', of: ({ shared }) => shared.client },
];

function traitWords(groups: readonly GroupReport[], { one, many, before, of }: Trait): string {
  const values = [...groupBy(groups, of)].map(([value, members]) => ({ value, count: countOf(members) }));
  const known = values.filter(({ value }) => value !== null).sort((a, b) => b.count - a.count);
  const [most] = known;
  if (!most) return '';
  if (values.length === 1) return `${before}${most.value}`;
  const others = known.length - 1;
  const rest = others === 0 ? '' : ` and ${others} other ${others === 1 ? one : many}`;
  return `${before}${most.value} (${share(most.count, countOf(groups))})${rest}`;
}

/** Failures in groups. */
export function countOf(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
