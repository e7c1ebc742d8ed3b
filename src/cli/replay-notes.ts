import type { Diagnosis } from '../diagnose.js';
import { expiredScheme } from '../replay/signature.js';
import type { Io } from './io.js';
import { proxyVariable } from '../wire/proxy-variable.js';

/**
 * What the user should know of a call before it is sent again.
 *
 * @param now epoch milliseconds
 */
export function replayNotes(
  { exchange, pack }: Diagnosis,
  { fresh, now }: { readonly fresh: boolean; readonly now: number },
  { env }: Pick<Io, 'env'>,
): string[] {
  const proxy = proxyVariable(env, exchange.request?.url?.startsWith('https:') ? 'https' : 'http');
  const expired = fresh ? undefined : expiredScheme(pack?.settings, exchange, now);
  return [
    ...(proxy ? [`${proxy} is not used: the call goes to the host itself.`] : []),
    ...(expired
      ? [
          `The ${expired.name} is older than the provider accepts; --fresh makes a new one with --secret-env or --secret-file.`,
        ]
      : []),
    ...(exchange.request?.headers.seen === 'some'
      ? [
          'The capture leaves request headers out; what it does not hold is not sent. --request FILE gives all.',
        ]
      : []),
  ];
}
