import type { Engine } from '../causes/engine.js';
import type { PackSettings } from '../causes/pack.js';
import type { DiagnoseOptions } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import type { GivenSecret } from '../signing/given.js';
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

/**
 * A secret for a scheme that the provider does not have would never be used.
 *
 * @throws UsageError where there is one
 */
export function checkSchemes({ name, signatures = {} }: PackSettings, secrets: readonly GivenSecret[]): void {
  const unknown = secrets.find(({ scheme }) => scheme !== undefined && !Object.hasOwn(signatures, scheme));
  if (!unknown) return;
  throw new UsageError(
    `${name} has no signing scheme "${unknown.scheme}"; it has ${Object.keys(signatures).join(', ')}.`,
  );
}
