import type { Exchange } from '../../exchange/exchange.js';

/** Browsers do other things between a redirect and the request that follows it. */
const LOOK_AHEAD = 20;
const CHALLENGES = /^(?:digest|negotiate|ntlm)\b/i;

/** Joins redirects and answered 401 challenges to the exchange that they led to. */
export function joinHops(exchanges: readonly Exchange[]): Exchange[] {
  const before = new Map<number, number[]>();
  const taken = new Set<number>();
  for (const index of exchanges.keys()) {
    const next = indexOfNext(exchanges, index);
    if (next === undefined || before.has(next)) continue;
    before.set(next, [...(before.get(index) ?? []), index]);
    taken.add(index);
  }
  return exchanges.flatMap((exchange, index) => {
    if (taken.has(index)) return [];
    const hops = (before.get(index) ?? []).map((hop) => exchanges[hop] as Exchange);
    return [hops.length > 0 ? { ...exchange, hops } : exchange];
  });
}

function indexOfNext(exchanges: readonly Exchange[], index: number): number | undefined {
  const { request, response } = exchanges[index] as Exchange;
  const status = response?.status ?? 0;
  if (status === 401) {
    const challenged = response?.headers.all('www-authenticate').some(({ value }) => CHALLENGES.test(value));
    const next = exchanges[index + 1]?.request;
    return challenged && next?.url === request?.url && next?.method === request?.method
      ? index + 1
      : undefined;
  }
  const location = response?.headers.get('location')?.value;
  if (status < 300 || status >= 400 || !location || !URL.canParse(location, request?.url)) return undefined;
  const target = withoutFragment(new URL(location, request?.url).href);
  for (let next = index + 1; next < Math.min(exchanges.length, index + LOOK_AHEAD); next++) {
    const url = exchanges[next]?.request?.url ?? '';
    if (URL.canParse(url) && withoutFragment(new URL(url).href) === target) return next;
  }
  return undefined;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
