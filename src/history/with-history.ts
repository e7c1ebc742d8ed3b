import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';

/**
 * Options with which each exchange of an input is seen beside the others. One alone has no history, and whoever
 * verifies a signature does not ask for it.
 */
export async function withHistory<T extends DiagnoseOptions & { readonly stateless?: boolean }>(
  engine: Engine,
  exchanges: readonly Exchange[],
  options: T,
): Promise<T> {
  if (options.stateless || options.verifying || exchanges.length < 2) return options;
  const { History } = await import('./history.js');
  const stated: T = {
    ...options,
    history: new History(exchanges, (exchange) => engine.facts(exchange, stated)),
  };
  return stated;
}
