import type { Engine } from '../causes/engine.js';
import type { PackSettings } from '../causes/pack.js';
import type { DiagnoseOptions } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import { UsageError } from './usage-error.js';

/**
 * The pack that says how an exchange is signed.
 *
 * @throws UsageError when no provider is recognised, or this one signs nothing
 */
export async function signingProvider(
  engine: Engine,
  exchange: Exchange,
  options: DiagnoseOptions,
): Promise<PackSettings> {
  await engine.prepare([exchange], options);
  const pack = engine.diagnose(exchange, options).pack?.settings;
  if (pack?.signatures) return pack;
  await engine.store.load();
  const signing = [...engine.store.packs.values()].flatMap(({ settings: { id, signatures } }) =>
    signatures ? id : [],
  );
  const why = pack
    ? `${pack.name} documents no signature.`
    : 'Nothing in this capture tells whose API it is.';
  throw new UsageError(`${why} Name one that signs with --provider: ${signing.join(', ')}.`);
}
