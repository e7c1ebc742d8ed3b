import type { GivenSecret } from '../signing/given.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

export interface Credentials {
  /** Lower-case name of a header → its value. */
  readonly values: ReadonlyMap<string, string>;
  /** The same for the mask. */
  readonly secrets: readonly GivenSecret[];
}

/**
 * Reads the headers that `--credential-env HEADER=NAME` names from the environment.
 *
 * @throws UsageError where a variable is missing or empty; it never repeats what may be the credential itself
 */
export function readCredentials(given: readonly string[], { env }: Pick<Io, 'env'>): Credentials {
  const values = new Map<string, string>();
  const secrets: GivenSecret[] = [];
  for (const text of given) {
    const [, header, name] = /^([!#-'*+.^-z|~\dA-Za-z-]+)=([A-Za-z_]\w*)$/.exec(text) ?? [];
    const value = name === undefined ? undefined : env[name];
    if (header === undefined || value === undefined || value.trim() === '')
      throw new UsageError(
        `--credential-env takes the name of a header and that of a variable which holds its value (HEADER=NAME)${
          header === undefined ? '' : `; for ${header} there is no such variable, or it is empty`
        }. What was given is not shown, because it may be the credential itself.`,
      );
    values.set(header.toLowerCase(), value);
    secrets.push({ value: Buffer.from(value).toString('latin1'), source: `the variable ${name}` });
  }
  return { values, secrets };
}
