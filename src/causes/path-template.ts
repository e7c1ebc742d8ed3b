/** A template as it is compared: segments in small letters, and the names of those that stand for any. */
interface PathTemplate {
  readonly anchored: boolean;
  /** Ends in `{name...}`: whatever follows fits. */
  readonly open: boolean;
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly literal: string;
  readonly name: string | undefined;
}

/**
 * Whether a request path ends with a path template: `/otp/{token}` fits `/v2/otp/abc`. `{name}` is one segment,
 * `{name...}` (last) the rest. A template that begins with `^/` must fit from the path's beginning. Compared
 * case-blind, because some servers and many log pipelines are.
 */
export function fitsPath(template: string, path: string): boolean {
  return startOf(parse(template), segmentsOf(path)) !== undefined;
}

/** The segments of the path that stand for the template's `{names}`; undefined when it does not fit. */
export function pathParameters(template: string, path: string): Record<string, string> | undefined {
  const wanted = parse(template);
  const given = segmentsOf(path);
  const start = startOf(wanted, given);
  if (start === undefined) return undefined;
  return Object.fromEntries(
    wanted.segments.flatMap(({ name }, place) =>
      name === undefined ? [] : [[name, given[start + place] as string]],
    ),
  );
}

/** The segment of the path from which on a template fits. */
function startOf({ anchored, open, segments }: PathTemplate, given: readonly string[]): number | undefined {
  const latest = given.length - segments.length;
  for (let start = Math.max(0, open ? 0 : latest); start <= (anchored ? 0 : latest); start++) {
    let place = 0;
    while (place < segments.length && fitsSegment(segments[place] as Segment, given[start + place])) place++;
    if (place === segments.length) return start;
  }
  return undefined;
}

function fitsSegment({ literal, name }: Segment, given: string | undefined): boolean {
  return name !== undefined || literal === given?.toLowerCase();
}

/** Templates come from rules, so there are few; a hostile pack shall not grow this without bound. */
const MOST = 20_000;
const parsed = new Map<string, PathTemplate>();

function parse(template: string): PathTemplate {
  const before = parsed.get(template);
  if (before) return before;
  const anchored = template.startsWith('^');
  const all = split(anchored ? template.slice(1) : template);
  const open = /^\{\w+\.\.\.\}$/.test(all.at(-1) ?? '');
  const segments = (open ? all.slice(0, -1) : all).map((segment) => ({
    literal: segment.toLowerCase(),
    name: /^\{(\w+)\}$/.exec(segment)?.[1],
  }));
  if (parsed.size >= MOST) parsed.clear();
  const made = { anchored, open, segments };
  parsed.set(template, made);
  return made;
}

/** The path that was asked for last: one request is held against many templates. */
let last: { readonly path: string; readonly segments: readonly string[] } = { path: '', segments: [] };

function segmentsOf(path: string): readonly string[] {
  if (last.path !== path) last = { path, segments: split(path) };
  return last.segments;
}

function split(path: string): string[] {
  return path.split('/').filter(Boolean);
}
