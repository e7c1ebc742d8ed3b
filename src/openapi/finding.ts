import type { Place } from '../exchange/place.js';

/** What an exchange shows when it is held against an API description. Plain data: facts and rules put it into words. */
export interface DescriptionFinding {
  /** The description's file as the user named it. */
  readonly file: string;
  /** The operation that was called, where one is described. */
  readonly operation?: { readonly name: string; readonly at: Place } | undefined;
  /** The host that was called, where it is none of the described servers. */
  readonly otherHost?: string | undefined;
  readonly violations: readonly Violation[];
  /** What could not be compared, with what would help. */
  readonly unchecked: readonly { readonly what: string; readonly how: string }[];
}

/** Which promise of the description is broken. */
export type ViolatedPart =
  | 'path'
  | 'method'
  | 'content-type'
  | 'parameter'
  | 'body'
  | 'security'
  | 'response'
  | 'status';

export interface Violation {
  readonly part: ViolatedPart;
  /** What breaks it: `items[0].amount`, `X-Request-Id`. */
  readonly name: string;
  /** One sentence without its stop: `amount is a text, not a whole number`. */
  readonly says: string;
  readonly at?: Place | undefined;
  /** What is described instead: its place, and what is said of it. */
  readonly described?: { readonly says: string; readonly at: Place } | undefined;
  /** What the user most probably meant, or may choose from. */
  readonly instead?: string | undefined;
}
