/**
 * Whether a request path ends with a path template: `/otp/{token}` fits `/v2/otp/abc`. `{name}` is one segment,
 * `{name...}` (last) the rest. A template that begins with `^/` must fit from the path's beginning. Compared
 * case-blind, because some servers and many log pipelines are.
 */
export function fitsPath(template: string, path: string): boolean {
  return pathParameters(template, path) !== undefined;
}

/** The segments of the path that stand for the template's `{names}`; undefined when it does not fit. */
export function pathParameters(template: string, path: string): Record<string, string> | undefined {
  const anchored = template.startsWith('^');
  const wanted = segments(anchored ? template.slice(1) : template);
  const given = segments(path);
  const open = /^\{\w+\.\.\.\}$/.test(wanted.at(-1) ?? '');
  const fixed = open ? wanted.slice(0, -1) : wanted;
  const latest = given.length - fixed.length;
  const earliest = open ? 0 : latest;
  for (let start = Math.max(0, earliest); start <= (anchored ? 0 : latest); start++) {
    const found = parametersFrom(fixed, given.slice(start));
    if (found) return found;
  }
  return undefined;
}

function parametersFrom(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const value = given[i];
    if (value === undefined) return undefined;
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name) found[name] = value;
    else if (segment.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return found;
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}
