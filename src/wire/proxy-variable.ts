/** The environment of a program: its variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that sends calls of a scheme through a proxy, in the case in which it is set; undefined without one. */
export function proxyVariable(env: Environment, scheme: 'http' | 'https'): string | undefined {
  return [`${scheme}_proxy`, 'all_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => env[name]);
}
