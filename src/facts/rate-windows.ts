import type { Header } from '../exchange/headers.js';
import type { Place } from '../exchange/place.js';
import type { FactContext } from './fact.js';
import { type NumberForm, readWait } from './read-wait.js';

/** What an answer says of one of the limits that it counts: calls, tokens, bursts, a day. */
export interface RateWindow {
  readonly remaining?: Told;
  readonly limit?: Told;
  /** Milliseconds until it is renewed, from the answer on. */
  readonly wait?: Told;
}

export interface Told {
  readonly value: number;
  readonly at?: Place | undefined;
}

type Role = keyof RateWindow;

/**
 * The limits that the headers of an answer tell of: `X-RateLimit-*` in its many spellings, with one window for each name
 * that differs in more than the role (`x-ratelimit-reset-tokens`, `…-requests-reset`); the pack's own names; `used/limit`;
 * and `RateLimit` with `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), also in its older form.
 */
export function rateWindows(context: FactContext): RateWindow[] {
  const windows = new Map<string, RateWindow>();
  const add = (name: string, part: RateWindow) => windows.set(name, { ...windows.get(name), ...part });
  for (const header of context.exchange.response?.headers.list ?? []) {
    if (header.redacted) continue;
    const [window, role, form] = roleOf(header.name.toLowerCase(), context) ?? [];
    const told = role && toldBy(header, role, form, context);
    if (window !== undefined && told) add(window, told);
  }
  return [...windows.values(), ...structured(context)];
}

const ROLE = /(?:^|-)(reset(?:-after)?(?:-ms)?|remaining|limit)(?=-|$)/;

/** Which window a header speaks of, and what it says of it. */
function roleOf(
  name: string,
  { pack }: FactContext,
): [window: string, role: Role | 'used', form?: NumberForm] | undefined {
  const { remaining, reset } = pack?.rateLimit ?? {};
  if (name === reset?.toLowerCase()) return ['pack', 'wait'];
  if (name === remaining?.toLowerCase()) return ['pack', 'remaining'];
  if (name.endsWith('-call-limit')) return [name, 'used'];
  const family = /rate-?limit/.exec(name)?.[0];
  if (!family) return undefined;
  const rest = name.replace(family, 'rate');
  const word = ROLE.exec(rest)?.[1];
  if (!word) return undefined;
  const window = rest.replace(ROLE, '');
  if (!word.startsWith('reset')) return [window, word as Role];
  return [window, 'wait', word.endsWith('-ms') ? 'milliseconds' : 'magnitude'];
}

function toldBy(
  { value, at }: Header,
  role: Role | 'used',
  form: NumberForm | undefined,
  context: FactContext,
): RateWindow | undefined {
  if (role === 'wait') {
    const wait = readWait(value, clockOf(context), form);
    return wait === undefined ? undefined : { wait: { value: wait, at } };
  }
  if (role === 'used') {
    const [, used, limit] = /^(\d{1,12})\/(\d{1,12})$/.exec(value) ?? [];
    if (!used || !limit) return undefined;
    const remaining = Math.max(0, Number(limit) - Number(used));
    return { remaining: { value: remaining, at }, limit: { value: Number(limit), at } };
  }
  // Older drafts write `100, 100;w=60`: the first is the limit in force.
  const number = /^-?\d{1,15}(?![\d.])/.exec(value)?.[0];
  return number === undefined ? undefined : { [role]: { value: Math.max(0, Number(number)), at } };
}

/** `"burst";r=0;t=5, "day";r=90;t=3600`, or `limit=100, remaining=0, reset=30`. */
function structured({ exchange }: FactContext): RateWindow[] {
  const header = exchange.response?.headers.get('ratelimit');
  if (!header || header.redacted) return [];
  const { value, at } = header;
  const policies = exchange.response?.headers.get('ratelimit-policy')?.value ?? '';
  const items = /(?:^|[,;\s])(?:limit|remaining|reset)=/.test(value) ? [value] : value.split(',');
  return items.slice(0, 20).map((item) => {
    const remaining = parameter(item, 'r|remaining');
    const limit = parameter(item, 'limit');
    // Without a time the window's whole length is the longest that it can take.
    const seconds = parameter(item, 't|reset') ?? parameter(policyOf(item, policies), 'w');
    return {
      ...(remaining !== undefined && { remaining: { value: remaining, at } }),
      ...(limit !== undefined && { limit: { value: limit, at } }),
      ...(seconds !== undefined && { wait: { value: seconds * 1000, at } }),
    };
  });
}

/** The policy of the same name, or the only one. */
function policyOf(item: string, policies: string): string {
  const name = item.split(';')[0]?.trim();
  const all = policies.split(',').slice(0, 20);
  return all.find((policy) => policy.split(';')[0]?.trim() === name) ?? (all.length === 1 ? policies : '');
}

function parameter(item: string, names: string): number | undefined {
  const digits = new RegExp(`(?:^|[;,\\s])(?:${names})=(\\d{1,10})(?=$|[;,\\s])`).exec(item)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The clock that moments are compared with, epoch milliseconds. */
export function clockOf(context: FactContext): number | undefined {
  const date = context.fact('response.date');
  return date.is === 'known' ? (date.value as number) : undefined;
}
