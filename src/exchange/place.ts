/** A stretch of the input: byte offsets, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys and array indexes from the root of a JSON document to a value in it. */
export type JsonPath = readonly (string | number)[];

/** One step further into what the steps before it found. */
export type Step =
  | { readonly path: JsonPath } // the value at this path (a string's content, without its quotes)
  | { readonly key: JsonPath } // the last key of this path itself
  | { readonly parameter: string } // the value of this parameter of a URL, as it is written
  | { readonly from: number; readonly to: number } // these bytes of the (decoded) text
  | { readonly parts: Parts }; // the text tells the members of a value in plain words

/** Where each member of a value stands in a text that is no JSON: byte offsets, end excluded. */
export type Parts = Readonly<Record<string, readonly [from: number, to: number]>>;

/**
 * Where something stands in the user's own input. `spans` are joined to one text (a body dumped over several
 * lines has several); `steps` lead on from there and are walked only when evidence is printed, so that reading
 * and diagnosing pay nothing for positions inside JSON.
 */
export interface Place {
  /** The input that holds it, by its name, where it is another than the capture. */
  readonly in?: string;
  readonly spans: readonly Span[];
  readonly steps?: readonly Step[];
  /** The last path leads to a parsed JSON value, not to a string that holds JSON text of its own. */
  readonly parsed?: true;
}

/** The place of one stretch of the input. */
export function at(start: number, end: number): Place {
  return { spans: [{ start, end }] };
}

/** The place one step inside another; undefined stays undefined. */
export function inside(place: Place, step: Step): Place;
export function inside(place: Place | undefined, step: Step): Place | undefined;
export function inside(place: Place | undefined, step: Step): Place | undefined {
  if (!place) return undefined;
  const steps = place.steps ?? [];
  const last = steps.at(-1);
  if (place.parsed && last && 'path' in last) {
    const before = steps.slice(0, -1);
    if ('path' in step) return { ...place, steps: [...before, { path: [...last.path, ...step.path] }] };
    if ('key' in step) return { ...place, steps: [...before, { key: [...last.path, ...step.key] }] };
  }
  return { ...place, steps: [...steps, step] };
}
