import type { Io } from './io.js';

/** The variable that sends calls of a scheme through a proxy, in the case in which it is set; undefined without one. */
export function proxyVariable(env: Io['env'], scheme: 'http' | 'https'): string | undefined {
  return [`${scheme}_proxy`, 'all_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => env[name]);
}
