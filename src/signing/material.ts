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
