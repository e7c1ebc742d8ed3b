/**
 * What of an exchange may be signed, read once. Values are byte strings (see scheme.ts). A part that the capture
 * does not hold is undefined; one that is known to be absent is empty.
 */
export interface Material {
  readonly method: string | undefined;
  /** Absolute, as sent. */
  readonly url: string | undefined;
  readonly host: string | undefined;
  readonly path: string | undefined;
  readonly query: string | undefined;
  /** Content codings undone. */
  readonly body: string | undefined;
  /** As it travelled; the same as `body` without a content coding. */
  readonly wireBody: string | undefined;
  /** Whether the body's bytes are those that travelled. */
  readonly bodyIsExact: boolean;
  /** Undefined: not captured or masked; empty: known to be absent. Names are case-blind. */
  header(name: string): string | undefined;
  /** The names of the captured request headers, in lower case. */
  readonly headerNames: readonly string[];
}

/** The same as plain data, for another thread. */
export interface MaterialData extends Omit<Material, 'header' | 'headerNames'> {
  readonly headers: readonly (readonly [name: string, value: string | undefined])[];
  /** Lower-case names that are absent only from the capture; `all` where that holds for each. */
  readonly unseen: readonly string[] | 'all';
}

export function materialOf({ headers, unseen, ...rest }: MaterialData): Material {
  const byName = new Map<string, string | undefined>();
  for (const [name, value] of headers)
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), value);
  return {
    ...rest,
    headerNames: [...byName.keys()],
    header(name) {
      const wanted = name.toLowerCase();
      if (byName.has(wanted)) return byName.get(wanted);
      return unseen === 'all' || unseen.includes(wanted) ? undefined : '';
    },
  };
}
