import { createHash } from 'node:crypto';
import { callerOf } from '../facts/caller.js';
import type { Facts } from '../facts/facts.js';
import { carrier, schemeOf } from '../facts/sent-credential.js';

/**
 * A short name for the credential of a call, the same in every report and on every machine: its documented prefix and
 * six digits of a digest. Of `Basic` credentials only the user counts, because passwords can be guessed. Null where
 * none was captured.
 */
export function fingerprintOf(facts: Facts, prefixes: () => readonly string[]): string | null {
  const caller = callerOf(facts);
  if (caller === undefined) return null;
  const known = cache.get(caller);
  if (known !== undefined) return known;
  const header = carrier(facts);
  const isBasic = header !== undefined && schemeOf(header)?.toLowerCase() === 'basic';
  const counted = isBasic ? Buffer.from(caller, 'base64').toString().split(':', 1).join('') : caller;
  const prefix = isBasic ? undefined : prefixes().find((one) => caller.startsWith(one));
  const digest = createHash('sha256').update(`errdoctor credential ${counted}`).digest('hex').slice(0, 6);
  const name = prefix ? `${prefix}… #${digest}` : `#${digest}`;
  if (cache.size >= REMEMBERED) cache.clear();
  cache.set(caller, name);
  return name;
}

const REMEMBERED = 10_000;
const cache = new Map<string, string>();
