import { closeSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange } from '../exchange/exchange.js';
import type { Secret, SecretSettings } from '../exchange/secret.js';
import { Input } from '../input/input.js';
import { redactInput } from '../redact/redact-input.js';
import { replaceFile } from './replace-file.js';
import { harOf } from './write-har.js';

export interface SaveHarOptions {
  /** Save whole values; by default each secret is replaced as `errdoctor redact` does. */
  readonly secrets: boolean;
  /** What the rule packs know of credentials. */
  readonly settings: SecretSettings;
  /** Secrets that the user named, which may have been sent under any name. */
  readonly given?: readonly Secret[];
  /** Epoch milliseconds of calls whose time was not captured. */
  readonly now: number;
}

/**
 * Saves exchanges as a HAR that only its owner may read. A file of that name is replaced at once and whole, or left
 * as it was.
 *
 * @throws Unredactable when a secret cannot be taken out
 * @throws Error with a `code` when the file cannot be written
 */
export function saveHar(path: string, exchanges: readonly Exchange[], options: SaveHarOptions): void {
  const text = `${JSON.stringify(harOf(exchanges, options.now), null, 2)}\n`;
  const bytes = Buffer.from(text);
  const isWhole = options.secrets || exchanges.length === 0;
  const copy = isWhole ? bytes : redactInput(new Input(path, bytes), options.settings, options.given);
  closeSync(replaceFile(path, copy));
}

/**
 * Says beforehand why a file cannot be saved under a name; undefined where nothing speaks against it.
 * A device or a pipe is refused: it would be replaced by a file.
 */
export function whyNotSaved(path: string): string | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there) return there.isFile() ? undefined : `${path} is no plain file`;
  const folder = dirname(path);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? undefined
    : `there is no folder ${folder}`;
}
