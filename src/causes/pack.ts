import type { Limits } from '../limits/limits.js';
import type { Scheme } from '../signing/scheme.js';
import type { Condition } from './rule.js';

/** `pack.yaml`: what the engine must know of a provider before any rule is read. Data only. */
export interface PackSettings {
  /** The folder's name; never written in the file. */
  readonly id: string;
  readonly name: string;
  /** @internal How to recognise the provider without being told. Of it a compiled pack has the envelope alone. */
  readonly recognise: {
    /** Request headers that only this provider asks for, response headers that only it sends. */
    readonly requestHeaders?: readonly string[];
    readonly responseHeaders?: readonly string[];
    /** Request headers that many ask for one by one, but few together. */
    readonly requestHeadersTogether?: readonly string[];
    /**
     * JSON paths of a failure body that together are typical, with the value each must have: a literal, a
     * text with `*` at its end, or `string` | `number` | `object` | `array` for any of that type.
     */
    readonly envelope?: Readonly<Record<string, unknown>>;
    /** Codes and messages of the rules that other APIs use as well: alone they name nobody. */
    readonly commonCodes?: readonly string[];
    readonly commonMessages?: readonly string[];
    /** Message templates that only this provider sends, besides those of its rules' triggers. */
    readonly messages?: readonly string[];
  };
  /** Environment name → hosts (`api.example.com`, or `*.example.com`) and other names people give it. */
  readonly environments: Readonly<
    Record<string, { readonly hosts: readonly string[]; readonly aka?: readonly string[] }>
  >;
  /** Where every path of the provider's hosts begins: `/v2`. */
  readonly basePath?: string;
  readonly envelope?: Envelope;
  /** Credential name → where it travels and how it looks. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** @internal Name → how requests or deliveries are signed. The first of those whose place the exchange fills is its own. */
  readonly signatures?: Readonly<Record<string, Scheme>>;
  /** Names of the checks in the order in which the provider makes them; rules name theirs with `gate`. */
  readonly gates?: readonly { readonly id: string; readonly name: string }[];
  readonly idempotency?: {
    readonly header?: string;
    readonly field?: string;
    readonly maxLength?: number;
    readonly lifetimeHours?: number;
  };
  readonly retry?: {
    readonly maxAttempts?: number;
    /** One before each attempt; what the answer itself asks for comes first. */
    readonly waitsSeconds?: readonly number[];
    /** By up to so much, at random, each wait is made longer. */
    readonly jitterSeconds?: number;
    readonly basis: 'documented' | 'ours';
    /** For the provider's page of `errdoctor explain`. */
    readonly says?: string;
  };
  /** Rate-limit headers; magnitude tells in what unit a reset is written. */
  readonly rateLimit?: {
    readonly says: string;
    readonly remaining?: string;
    readonly reset?: string;
    /** Calls that each credential, or the account with all of its own, may make within a window. */
    readonly limit?: number;
    readonly windowSeconds?: number;
    readonly per?: 'credential' | 'account';
  };
  /** @internal Routes that change state, most specific first, with the request that shows whether one went through. */
  readonly writes?: readonly WriteRoute[];
  /** @internal What is documented of requests, endpoint by endpoint; a limit that is broken proves its cause. */
  readonly limits?: Limits;
  /** @internal Name → what earlier calls of the same capture showed; rules read it as `history.last.<name>` and its kin. */
  readonly remembers?: Readonly<Record<string, Remembered>>;
  /** @internal How a stand-in of the API on the user's own machine behaves. */
  readonly simulate?: Simulation;
  /** @internal Name → what only a person can tell; rules read the answer as `told.<name>`. Those of `http` serve all packs. */
  readonly questions?: Readonly<Record<string, PersonQuestion>>;
  readonly contact?: { readonly email?: string; readonly url?: string };
  readonly references: Readonly<Record<string, string>>;
}

export interface Envelope {
  /**
   * JSON path → literal, text with `*` at its end, or `{ not: literal }` for any other value: any that fits marks a
   * failure under every HTTP status.
   */
  readonly failed?: Readonly<Record<string, unknown>>;
  /** JSON paths, first that is present wins; `header:NAME` reads a response header. */
  readonly code?: readonly string[];
  readonly message?: readonly string[];
  readonly status?: readonly string[];
  readonly requestId?: readonly string[];
  /** A list of single faults, with the paths inside each item. */
  readonly errors?: {
    readonly list: string;
    readonly field?: string;
    readonly code?: string;
    readonly message?: string;
  };
  /** Documented as stable: rules must then match codes, never messages. */
  readonly codesAreStable?: boolean;
}

export interface Credential {
  /** As it is said to the user: `platform id`. */
  readonly name: string;
  readonly header: string;
  /** Word that must stand before the value (`Platform plt_…`). */
  readonly scheme?: string;
  /** Prefix → environment it belongs to, or null when it does not tell. Every valid value starts with one of them. */
  readonly prefixes?: Readonly<Record<string, string | null>>;
  /** Prefix → what a value that starts with it really is: `platform secret`. */
  readonly mistakenFor?: Readonly<Record<string, string>>;
  /** Not a secret: may be printed whole. */
  readonly public?: boolean;
}

/** Something that calls show and later ones depend on: the status of a merchant, a captured payment. */
export interface Remembered {
  /** As it is said to the user, with its article: `the status of the merchant`. */
  readonly name: string;
  /**
   * Which of them a request is about: names of facts, and path templates, of which `{id}` counts. The first that is
   * known wins. Without it there is one for each credential.
   */
  readonly of?: readonly string[];
  /** How long a sighting counts. */
  readonly hours?: number;
  /** All that can be seen, where the provider lists it, with the name of each: what a person is asked to choose from. */
  readonly values?: readonly { readonly is: string | number | boolean; readonly name?: string }[];
  readonly seen: readonly Sighting[];
}

/** A call that shows it. Of several the first counts whose id and value are known. */
export type Sighting = {
  readonly method: string;
  readonly path: string;
  /** Only calls with this status; without it, those that succeeded. */
  readonly status?: number | string;
  /** Name of the fact that holds the id, when it is not `{id}` of the path. */
  readonly id?: string;
} & (
  | {
      /** Name of the fact that holds the value. */
      readonly value: string;
    }
  /** The value itself. */
  | { readonly value?: undefined; readonly is: string | number | boolean }
);

export interface WriteRoute {
  readonly method: string;
  /** Path template: `/v2/platforms/intents/{id}/capture`; a leading base path of the environment is allowed for. */
  readonly path: string;
  /** Said on top of the report when the outcome is unknown. */
  readonly movesMoney?: boolean;
  /** `{id}` is a parameter of the path, `{request.json.amount||your amount}` a fact of the request. */
  readonly checkFirst: readonly { readonly method: string; readonly url: string; readonly lookFor: string }[];
}

/** What a stand-in must know beside what is documented of keys, signatures, limits and answers. */
export interface Simulation {
  /**
   * The body of a success. What the stand-in made up takes the place of the text `{data}`; without one it stands beside
   * the members given here.
   */
  readonly success?: Readonly<Record<string, unknown>>;
  /** Status of a POST that succeeds (200 where it is left out). */
  readonly created?: number;
  /** Status of the first answer when it is given again for a repeated idempotency key (unchanged where it is left out). */
  readonly repeated?: number;
  /** What refuses a request, in the order of the provider's checks: the first whose condition is known to hold. */
  readonly refuses?: readonly Refusal<Condition>[];
}

/** What no capture and no probe can tell. */
export interface PersonQuestion {
  /** One sentence with its question mark. */
  readonly ask: string;
  readonly look: Look;
  /** Answers and their labels; yes (`true`) and no (`false`) without it. */
  readonly answers?: Readonly<Record<string, string>>;
  /** How it is found out, where that is not plain: a sentence. */
  readonly how?: string;
}

/**
 * Where one has to look for an answer, the cheapest first: at the call that is at hand, at what one knows anyway, into
 * the program or its settings, on the calling machine, into one's own logs and data, into the provider's dashboard, or
 * at another person who has to be asked.
 */
export const LOOKS = ['call', 'memory', 'program', 'machine', 'records', 'dashboard', 'person'] as const;
export type Look = (typeof LOOKS)[number];

export interface Refusal<C> {
  /** Id of the rule whose documented answer is given. */
  readonly cause: string;
  readonly if: C;
}
