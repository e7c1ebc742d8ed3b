import type { PackSettings } from '../causes/pack.js';
import { isSecretHeader } from '../exchange/secret-names.js';
import { secretSettings } from '../mask-for.js';
import type { Mask } from '../report/mask.js';
import { readCarrier } from '../signing/carrier.js';
import { curlCommand } from '../signing/curl-command.js';
import { type MaterialData, materialOf } from '../signing/material.js';
import type { NamedScheme } from '../signing/scheme.js';
import type { Io } from './io.js';
import { writable } from './print-signing-code.js';
import { splitScheme } from './split-scheme.js';

/** What is read from the environment when no variable was named. */
const SECRET = 'SECRET';

/**
 * Prints a command that signs the request anew and sends it.
 *
 * @param secretEnv variables that were named for secrets, each perhaps for one scheme alone
 * @throws UsageError where that cannot be written
 */
export async function printCurlCommand(
  pack: PackSettings,
  named: NamedScheme,
  material: MaterialData,
  secretEnv: readonly string[],
  mask: Mask,
  io: Io,
): Promise<void> {
  const [id, scheme] = named;
  const variables = secretEnv.map(splitScheme);
  const chosen =
    variables.find((one) => one.scheme === id) ?? variables.find((one) => one.scheme === undefined);
  const further = new Set(secretSettings([pack]).headers?.map((name) => name.toLowerCase()));
  const signatures = Object.values(pack.signatures ?? {}).flatMap(({ at }) => at.header?.toLowerCase() ?? []);
  const text = writable(named, 'curl', () =>
    curlCommand({
      pack: pack.id,
      named,
      material,
      tokens: readCarrier(scheme, materialOf(material))?.tokens ?? {},
      secretVariable: chosen?.rest ?? SECRET,
      mask,
      otherSignatures: new Set(signatures),
      isCredential: (header) => isSecretHeader(header) || further.has(header.toLowerCase()),
    }),
  );
  await io.stdout.write(text);
}
