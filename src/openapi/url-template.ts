/** One piece of a path template between slashes: the texts around its parameters, and their names. */
export interface Segment {
  /** One more than there are names. */
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** `/orders/{id}.json` as its pieces. */
export function segmentsOf(template: string): Segment[] {
  return template
    .slice(1)
    .split('/')
    .map((piece) => ({
      texts: piece.split(/\{[^{}]*\}/),
      names: [...piece.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name),
    }));
}

/** What stands for each parameter, not decoded; undefined where the path does not fit. */
export function fitSegments(
  template: readonly Segment[],
  given: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (template.length !== given.length) return undefined;
  const found = new Map<string, string>();
  for (const [index, segment] of template.entries()) {
    if (!fitSegment(segment, given[index] as string, found)) return undefined;
  }
  return found;
}

/** Texts are looked for from left to right, so that no template takes more than linear time. */
function fitSegment({ texts, names }: Segment, given: string, found: Map<string, string>): boolean {
  const [first = '', ...others] = texts;
  if (names.length === 0) return given === first || decoded(given) === decoded(first);
  if (!given.startsWith(first)) return false;
  let from = first.length;
  for (const [index, name] of names.entries()) {
    const text = others[index] ?? '';
    const isLast = index === names.length - 1;
    const to = isLast ? given.length - text.length : given.indexOf(text, from + 1);
    // A parameter is never empty: the path would be another one.
    if (to <= from || !given.startsWith(text, to)) return false;
    found.set(name, given.slice(from, to));
    from = to + text.length;
  }
  return true;
}

/** Percent-decoded; as it stands where that is not possible. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
