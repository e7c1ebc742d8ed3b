import { resolve } from 'node:path';
import type { Engine } from '../causes/engine.js';
import type { Exchange } from '../exchange/exchange.js';
import { saveHar, whyNotSaved } from '../har/save-har.js';
import { secretSettings } from '../mask-for.js';
import { Unredactable } from '../redact/unredactable.js';
import { type SigningOptions, secretsGiven } from '../signing/given.js';
import { UsageError } from './usage-error.js';

/** The options of commands that can save what they captured. */
export interface SavingOptions {
  readonly saveHar?: string;
  readonly saveSecrets?: boolean;
}

/**
 * To be called before anything is sent.
 *
 * @throws UsageError when the options do not fit together, or nothing can be saved there
 */
export function checkSaving({
  saveHar: path,
  saveSecrets,
  output,
}: SavingOptions & { readonly output?: string }): void {
  if (path === undefined) {
    if (saveSecrets)
      throw new UsageError('--save-secrets says how --save-har saves: name a file with --save-har.');
    return;
  }
  if (output !== undefined && resolve(output) === resolve(path))
    throw new UsageError('--output and --save-har name the same file, which can hold only one of both.');
  const why = path === '' ? 'the name is empty' : whyNotSaved(path);
  if (why !== undefined) throw new UsageError(`Nothing can be saved to ${path}: ${why}.`);
}

/**
 * Writes the file of `--save-har`, if one is wanted.
 *
 * @throws UsageError when it cannot be written, or a secret in it cannot be masked
 */
export async function saveExchanges(
  exchanges: readonly Exchange[],
  { engine, signing }: { readonly engine: Engine; readonly signing: SigningOptions },
  { saveHar: path, saveSecrets = false }: SavingOptions,
): Promise<void> {
  if (path === undefined) return;
  // Whose API it is does not matter: every header and prefix that a pack knows is looked for.
  await engine.store.load();
  const settings = secretSettings([...engine.store.packs.values()].map((pack) => pack.settings));
  try {
    saveHar(path, exchanges, {
      secrets: saveSecrets,
      settings,
      given: secretsGiven(signing.secrets, settings),
      now: Date.now(),
    });
  } catch (error) {
    if (error instanceof Unredactable)
      throw new UsageError(`${path} was not saved. ${error.message} --save-secrets saves whole values.`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${path} cannot be written (${code}).`);
  }
}
