import type { PackSettings } from './causes/pack.js';
import type { ReadInputResult } from './input/read-input.js';
import { type Secret, type SecretSettings, secretsIn, secretsOfAll } from './exchange/secret.js';
import { createMask, type Mask } from './report/mask.js';
import { type GivenSecret, secretsGiven } from './signing/given.js';

/** Bytes of an input that are searched for secrets outside of exchanges: captures made by hand are smaller. */
const SCANNED = 256 * 1024;

/**
 * The mask for everything that is printed about some exchanges. All that were read count, not only those that
 * failed: a line that is quoted may hold a neighbour's secret.
 *
 * @param given the secrets that the user named, which a capture may hold under any name
 */
export function maskFor(
  read: readonly ReadInputResult[],
  packs: Iterable<PackSettings>,
  given: readonly GivenSecret[] = [],
): Mask {
  return createMask(secretsFor(read, packs, given));
}

/** The secrets that such a mask hides. */
export function secretsFor(
  read: readonly ReadInputResult[],
  packs: Iterable<PackSettings>,
  given: readonly GivenSecret[] = [],
): Secret[] {
  const settings = secretSettings(packs);
  return [
    ...secretsGiven(given, settings),
    ...secretsOfAll(
      read.flatMap(({ exchanges }) => exchanges),
      settings,
    ),
    // What no reader gave to an exchange (a command line, a log's own words) may be quoted by the server.
    ...read.flatMap(({ input }) =>
      secretsIn(input.text({ start: 0, end: Math.min(input.bytes.length, SCANNED) })),
    ),
  ];
}

/** What packs know of credentials: the headers that carry them, and prefixes that are no secret. */
export function secretSettings(packs: Iterable<PackSettings>): SecretSettings {
  const credentials = [...packs].flatMap(({ credentials = {} }) => Object.values(credentials));
  return {
    headers: credentials.filter((credential) => !credential.public).map(({ header }) => header),
    prefixes: credentials.flatMap(({ prefixes, mistakenFor }) =>
      Object.keys({ ...prefixes, ...mistakenFor }),
    ),
  };
}
