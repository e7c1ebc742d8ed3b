import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import { secretsOf } from '../exchange/secret.js';
import { createMask, type Mask } from '../report/mask.js';

/**
 * The mask for everything that is printed about some exchanges. All that were read count, not only those that
 * failed: a line that is quoted may hold a neighbour's secret.
 */
export function maskFor(exchanges: readonly Exchange[], packs: Iterable<PackSettings>): Mask {
  const credentials = [...packs].flatMap(({ credentials = {} }) => Object.values(credentials));
  const settings = {
    headers: credentials.filter((credential) => !credential.public).map(({ header }) => header),
    prefixes: credentials.flatMap(({ prefixes, mistakenFor }) =>
      Object.keys({ ...prefixes, ...mistakenFor }),
    ),
  };
  return createMask(exchanges.flatMap((exchange) => secretsOf(exchange, settings)));
}
