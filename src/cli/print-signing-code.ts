import type { PackSettings } from '../causes/pack.js';
import { titleOf } from '../signing/code.js';
import { codeLanguages } from '../signing/code.generated.js';
import { signingFunction, Unwritable } from '../signing/expression.js';
import type { NamedScheme } from '../signing/scheme.js';
import { complain } from './complain.js';
import type { Io } from './io.js';
import type { PerScheme } from './split-scheme.js';
import { UsageError } from './usage-error.js';

/**
 * Prints a function that signs as a scheme does, and says on standard error which other schemes there are.
 *
 * @param code the language, and the scheme if it was named
 * @throws UsageError where it cannot be written in this language
 */
export async function printSigningCode(
  pack: PackSettings,
  named: NamedScheme,
  { scheme, rest: language }: PerScheme,
  quiet: boolean | undefined,
  io: Io,
): Promise<void> {
  const printer = await codeLanguages[language]?.();
  if (!printer) throw new UsageError(`There is no code for "${language}".`);
  const text = writable(named, language, () =>
    printer.default.write(signingFunction(named[1]), titleOf(pack.id, named)),
  );
  const others = Object.keys(pack.signatures ?? {}).filter((one) => one !== named[0]);
  if (!quiet && scheme === undefined && others.length > 0)
    await complain(
      io,
      `note: ${pack.name} has other schemes too: ${others.join(', ')} (--code ${others[0]}=${language})\n`,
    );
  await io.stdout.write(text);
}

/** What `write` returns; a refusal becomes a sentence that names the scheme. */
export function writable([, { name }]: NamedScheme, language: string, write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    throw new UsageError(`The ${name} cannot be written for ${language}: ${error.message}.`);
  }
}
