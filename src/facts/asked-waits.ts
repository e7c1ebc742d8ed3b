import type { FactContext } from './fact.js';
import { isObject } from './json-reading.js';
import { jsonFact } from './message-facts.js';
import { clockOf, type Told } from './rate-windows.js';
import { readWait } from './read-wait.js';

const HEADER = /(?:^|-)retry-after(-ms)?$/i;
const MEMBER = /^retry_?(?:after|delay|in)_?(?:(ms|milli\w*)|s|sec\w*)?$/i;

/** Statuses whose body may say how long to wait. */
const TURNED_AWAY: ReadonlySet<number> = new Set([429, 503]);

/**
 * The waits that an answer asks for outright, in milliseconds: `Retry-After` and its kin, and with 429 or 503 also
 * members of the body (`retry_after`, `retryAfterMs`, `retryDelay`) and the message ("try again in 20s").
 */
export function askedWaits(context: FactContext): Told[] {
  const { response } = context.exchange;
  const found: Told[] = [];
  const now = clockOf(context);
  const add = (text: string, isMilliseconds: boolean, at: Told['at']) => {
    const value = readWait(text, now, isMilliseconds ? 'milliseconds' : 'magnitude');
    if (value !== undefined) found.push({ value, at });
  };
  for (const { name, value, redacted, at } of response?.headers.list ?? []) {
    const match = HEADER.exec(name);
    if (match && !redacted) add(value, match[1] !== undefined, at);
  }
  if (!TURNED_AWAY.has(response?.status ?? 0)) return found;
  for (const { path, value, milliseconds } of membersOf(context)) {
    const fact = jsonFact(context, 'response', path, (one) => one);
    add(String(value), milliseconds, fact.is === 'known' ? fact.at : undefined);
  }
  const { message } = context.envelope;
  const words = message && SAID.exec(message.text.slice(0, 1000))?.[1];
  if (words) add(words, false, message.at);
  return found;
}

const SAID =
  /\b(?:retry|again|wait|available)\b.{0,20}?\b((?:\d{1,9}(?:\.\d{1,9})? ?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)(?![a-z]) ?){1,4})/i;

interface Member {
  readonly path: string;
  readonly value: string | number;
  readonly milliseconds: boolean;
}

/** Members by name, near the top of the body: what lies deeper speaks of something else. */
function membersOf(context: FactContext): Member[] {
  const body = context.body('response');
  if (body.is !== 'json') return [];
  const found: Member[] = [];
  let level: [path: string, value: unknown][] = [['', body.value]];
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const [path, object] of level) {
      if (!isObject(object) && !Array.isArray(object)) continue;
      for (const [name, value] of Object.entries(object).slice(0, 50)) {
        const here = path === '' ? name : `${path}.${name}`;
        const match = MEMBER.exec(name);
        if (match && (typeof value === 'string' || typeof value === 'number'))
          found.push({ path: here, value, milliseconds: match[1] !== undefined });
        else if (next.length < 100) next.push([here, value]);
      }
    }
    level = next;
  }
  return found;
}
