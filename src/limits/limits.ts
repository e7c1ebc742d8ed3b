import type { Place } from '../exchange/place.js';

/**
 * What a provider documents of its requests, endpoint by endpoint (`limits` in pack.yaml). Data only: a limit that the
 * request breaks proves the cause it leads to before, or after, the server said so.
 */
export interface Limits {
  /** Keyword → rule, for constraints that name none: `{ maxLength: acme/too-long, "*": acme/invalid }`. */
  readonly causes?: Causes;
  /** All that fit a request hold for it. */
  readonly endpoints: readonly Endpoint[];
}

/** Keyword of a constraint → id of the rule it leads to; `*` for all others. */
export type Causes = Readonly<Record<string, string>>;

export interface Endpoint {
  readonly method?: string | readonly string[];
  /** Path template, as in rules. */
  readonly path: string | readonly string[];
  /** The body: JSON, or a form or multipart body as an object of its parts. */
  readonly body?: Schema;
  /** The query as an object; numbers are read from their text. */
  readonly query?: Schema;
  /** Lower-case name → its value. */
  readonly headers?: Readonly<Record<string, Schema>>;
  readonly compare?: readonly Comparison[];
}

/** Keywords of JSON Schema 2020-12 without references and patterns, and a few for uploads. */
export interface Schema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A form that is known by name: src/limits/formats.ts. */
  readonly format?: string;
  readonly required?: readonly string[];
  /** Sets of members of which one must be there whole. */
  readonly anyOf?: readonly { readonly required: readonly string[] }[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Where all of `if` is kept, `then` holds as well. */
  readonly if?: Schema;
  readonly then?: Schema;
  /** Of an uploaded file: bytes, and kinds by their magic bytes. */
  readonly maxBytes?: number;
  readonly fileKinds?: readonly string[];
  /** The rule that a broken constraint of this value leads to, or one for each keyword. */
  readonly cause?: string | Causes;
  /** Counts only where the answer itself names the cause: editions of the API differ in it. */
  readonly onlyNamed?: boolean;
  /** Counts only where the answer names no cause: what it names comes behind this check. */
  readonly onlyUnnamed?: boolean;
}

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** Arithmetic across fields, in CEL on both sides over `body`, `query`, `headers`, `answer` and `message`. */
export interface Comparison {
  readonly left: string;
  readonly is: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly right: string;
  readonly cause: string;
  /** What is said when it does not hold: `{left}`, `{right}` and `{gap}` stand for the values. */
  readonly says: string;
  readonly onlyNamed?: boolean;
}

/** One constraint against one request. */
export interface LimitCheck {
  /** Id of the rule it leads to. */
  readonly cause: string;
  /** `required`, `maximum`, …; `compare` for a comparison. */
  readonly keyword: string;
  /** undefined where the recorder masked the value. */
  readonly kept: boolean | undefined;
  /** The evidence sentence, without the final stop; most checks are never told. */
  readonly says: () => string;
  /** Where the value stands, as a name: `lineItems.0.amount`. */
  readonly field: string;
  /** What was sent, what is allowed, and by how much they differ, where that is a number. */
  readonly left?: unknown;
  readonly right?: unknown;
  readonly gap?: number | string;
  readonly at?: Place | undefined;
  /** The constraint names its rule itself: keeping it speaks against that rule. */
  readonly specific: boolean;
  readonly onlyNamed: boolean;
  readonly onlyUnnamed: boolean;
  /** Servers differ in whether they mind, as with upper and lower case: proof where the answer names the cause. */
  readonly doubted?: boolean;
  /** Read off the very bytes that travelled: only then it is a proof. */
  readonly exact: boolean;
}
