/** A rule file as it is written in YAML (see docs/rule-format.md and rule.schema.json). */
export interface Rule {
  readonly title: string;
  /** What makes the rule a candidate. A list is tried from its first entry; one that fits is enough. */
  readonly when: Trigger | readonly Trigger[];
  /** How common the cause is among those of the same trigger. */
  readonly prior: number;
  readonly gate?: string;
  readonly clues?: readonly Clue[];
  readonly unless?: readonly (Condition & { readonly because: string })[];
  /** All of these, known and true, make the cause proven. Only computed facts may stand here. */
  readonly proven?: readonly Condition[];
  readonly fallback?: boolean;
  /** Advice, not a cause: printed beside the causes and on exchanges that succeeded. */
  readonly note?: boolean;
  readonly cause: string;
  readonly variants?: readonly Variant[];
  readonly fix: readonly Fix[];
  readonly retry: Retry;
  /** What the provider answers, as far as `when` does not tell it: for the simulator. */
  readonly answers?: DocumentedAnswer;
  /** Ids that are symptoms of this cause and fold under it. */
  readonly explains?: readonly string[];
  /** Other causes that look the same → how to tell them apart. */
  readonly lookAlikes?: Readonly<Record<string, string>>;
  readonly references: readonly string[];
  readonly examples: { readonly fires: readonly Example[]; readonly silent: readonly Example[] };
}

/** Exactly one of code, message, status alone, transport or signal, with narrowing members beside it. */
export interface Trigger {
  /** Compared case-blind. `status` beside it is the documented one, not a filter. */
  readonly code?: string | readonly string[];
  /** Templates of words; `status` beside them filters. */
  readonly message?: string | readonly string[];
  readonly status?: number | string | readonly (number | string)[];
  /**
   * With `status` alone: only where the answer names no code that the pack knows, and a clue that makes the cause five
   * times likelier holds. What the code would have said is then read off the request.
   */
  readonly evident?: true;
  readonly transport?: string | readonly string[];
  /** A fact that is cheap and rare: the rule is a candidate whenever it is known and true. */
  readonly signal?: string;
  readonly method?: string | readonly string[];
  /** Path template; the request must be known to be elsewhere to be ruled out. */
  readonly path?: string | readonly string[];
}

export interface Test {
  readonly is?: unknown;
  readonly isnt?: unknown;
  readonly in?: readonly unknown[];
  readonly notIn?: readonly unknown[];
  readonly above?: number;
  readonly below?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly startsWith?: string | readonly string[];
  readonly endsWith?: string | readonly string[];
  readonly contains?: string | readonly string[];
  /** Message template(s). */
  readonly like?: string | readonly string[];
  /** Path template(s). */
  readonly path?: string | readonly string[];
  readonly present?: boolean;
}

export type Condition =
  | (Test & { readonly fact: string })
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export type Clue = Condition & {
  /** How many times likelier the test holds when this is the cause than when it is not; and the same for failing. */
  readonly yes: number;
  readonly no: number;
  /** Evidence sentence when the test holds; without it the fact's own. */
  readonly says?: string;
  /** Clues that say the same thing: only the strongest of a group counts. One fact is always one group. */
  readonly group?: string;
};

export interface Variant {
  readonly if: Condition | readonly Condition[];
  readonly title?: string;
  readonly cause?: string;
  readonly fix?: readonly Fix[];
}

export interface Fix {
  readonly say: string;
  readonly run?: string;
}

export type RetryWhen = 'now' | 'after-wait' | 'after-fix' | 'after-check' | 're-signed' | 'never';

export interface Retry {
  readonly when: RetryWhen;
  readonly why: string;
  /** Seconds, or the name of a fact that holds them. */
  readonly wait?: number | string;
  readonly maxAttempts?: number;
  readonly basis?: 'documented' | 'ours';
}

/** What is documented of an answer beyond its trigger. */
export interface DocumentedAnswer {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Further members of the envelope: JSON path → value. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole body, where it is not the provider's envelope: the page of a gateway. */
  readonly page?: string;
  /** The answer does not come, or not whole. */
  readonly instead?: 'hang' | 'reset' | 'close-early';
}

export interface Example {
  readonly name: string;
  /** Lines with `> ` (request), `< ` (response) and `* ` (connection) as `curl -v` prints them; body lines bare after the headers. */
  readonly http: string;
  /** A call that worked, in the same form: the example is diagnosed beside it, as with `--good`. */
  readonly good?: string;
  /** Facts that come from elsewhere than the capture, such as an API description: name to value. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Calls before it, in any order; `at` says when each was made, and orders them. */
  readonly history?: readonly { readonly at: string; readonly http: string }[];
  readonly at?: string;
  /** Whatever the next reader should know of it; shown nowhere. */
  readonly note?: string;
}
