import { runtimes } from './runtimes.generated.js';

/**
 * Variables that name a file of authorities in PEM to one runtime or another. A capture replaces their values, so what
 * they named has to be in the file that they name then.
 */
export function trustVariables(): string[] {
  return ['SSL_CERT_FILE', ...runtimes.flatMap(({ authorities = [] }) => authorities)];
}
