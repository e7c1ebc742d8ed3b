import type { Exchange } from '../../exchange/exchange.js';

/** Browsers do other things between a redirect and the request that follows it. */
export const LOOK_AHEAD = 20;
const CHALLENGES = /^(?:digest|negotiate|ntlm)\b/i;

interface Joined {
  readonly exchange: Exchange;
  readonly hops: Exchange[];
}

/** Joins redirects and answered 401 challenges to the exchange that they led to; holds back no more than it has to see. */
export function* joinHops(exchanges: Iterable<Exchange>): Generator<Exchange> {
  const ahead: Joined[] = [];
  for (const exchange of exchanges) {
    ahead.push({ exchange, hops: [] });
    if (ahead.length >= LOOK_AHEAD) yield* first(ahead);
  }
  while (ahead.length > 0) yield* first(ahead);
}

/** The first exchange, unless it led to one of the others. */
function* first(ahead: Joined[]): Generator<Exchange> {
  const led = nextOf(ahead);
  const { exchange, hops } = ahead.shift() as Joined;
  if (led && led.hops.length === 0) led.hops.push(...hops, exchange);
  else yield hops.length > 0 ? { ...exchange, hops } : exchange;
}

/** Whether what follows decides what became of it. */
export function mayLeadOn({ response }: Exchange): boolean {
  const { status = 0, headers } = response ?? {};
  if (status === 401)
    return headers?.all('www-authenticate').some(({ value }) => CHALLENGES.test(value)) ?? false;
  return status >= 300 && status < 400 && Boolean(headers?.get('location')?.value);
}

function nextOf([first, ...others]: readonly Joined[]): Joined | undefined {
  const { exchange } = first as Joined;
  if (!mayLeadOn(exchange)) return undefined;
  const { request, response } = exchange;
  if (response?.status === 401) {
    const next = others[0]?.exchange.request;
    return next?.url === request?.url && next?.method === request?.method ? others[0] : undefined;
  }
  const location = response?.headers.get('location')?.value ?? '';
  if (!URL.canParse(location, request?.url)) return undefined;
  const target = withoutFragment(new URL(location, request?.url).href);
  return others.find(({ exchange }) => {
    const url = exchange.request?.url ?? '';
    return URL.canParse(url) && withoutFragment(new URL(url).href) === target;
  });
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
