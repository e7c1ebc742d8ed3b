import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import { atomValue } from '../signing/atoms.js';
import { readCarrier } from '../signing/carrier.js';
import { schemesOf } from '../signing/choose-scheme.js';
import { type GivenSecret, secretsFor } from '../signing/given.js';
import { materialOf } from '../signing/material.js';
import { readMaterial } from '../signing/read-material.js';
import type { NamedScheme, Scheme } from '../signing/scheme.js';
import { readTimestamp } from '../signing/timestamp.js';
import { NotReplayable } from './not-replayable.js';

/** What a request is signed with anew. */
export interface Renewal {
  readonly scheme: Scheme;
  /** A byte string. */
  readonly secret: string;
}

/**
 * How the provider signs this call, and the secret for it.
 *
 * @throws NotReplayable where nobody knows, or no secret was given
 */
export function renewalFor(
  pack: PackSettings | undefined,
  exchange: Exchange,
  secrets: readonly GivenSecret[],
): Renewal {
  if (!pack)
    throw new NotReplayable(
      '--fresh signs as the provider documents, and nothing tells whose API this is: --provider ID.',
    );
  const [named] = schemesOf(pack, exchange);
  if (!named)
    throw new NotReplayable(`${pack.name} documents no signature of requests: --fresh has nothing to renew.`);
  const [secret] = secretsFor(named[0], secrets);
  if (!secret)
    throw new NotReplayable(
      `--fresh makes a new ${named[1].name}, which takes the secret: name it with --secret-env or --secret-file.`,
    );
  return { scheme: named[1], secret: secret.value };
}

/** The lower-case name of the header that holds the signature of this call and nothing else. */
export function signatureHeader(pack: PackSettings | undefined, exchange: Exchange): string | undefined {
  const [named] = pack ? schemesOf(pack, exchange) : [];
  const { header, value } = named?.[1].at ?? {};
  return value === undefined ? header?.toLowerCase() : undefined;
}

/** The scheme by which the signature of a captured request has surely expired, where its time can be read. */
export function expiredScheme(
  pack: PackSettings | undefined,
  exchange: Exchange,
  now: number,
): Scheme | undefined {
  return schemesOf(pack, exchange).find((named) => isExpired(named, exchange, now))?.[1];
}

function isExpired([, scheme]: NamedScheme, exchange: Exchange, now: number): boolean {
  const { from, past } = scheme.time ?? {};
  if (past === undefined || typeof from !== 'object') return false;
  const material = materialOf(readMaterial(exchange));
  const carried = readCarrier(scheme, material);
  const sent = carried && atomValue(from, material, carried.tokens);
  const instant = sent ? readTimestamp(sent)?.instant : undefined;
  return instant !== undefined && now - Number(instant / 1_000_000n) > past * 1000;
}
