import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Place } from '../exchange/place.js';
import type { History } from '../history/history.js';
import type { LimitReading } from '../limits/check-request.js';
import type { DescriptionFinding } from '../openapi/finding.js';
import type { Probed } from '../probe/probed.js';
import type { Finding } from '../signing/finding.js';
import type { SigningOptions } from '../signing/given.js';
import type { EnvelopeReading, Said } from './envelope.js';
import type { Facts } from './facts.js';
import type { BodyReading } from './json-reading.js';

/** How a fact that the capture does not hold could be learnt. */
export interface HowToLearn {
  /** What is unknown, a noun phrase: `the request headers`. */
  readonly what: string;
  /** What to do: an option, a command or a look at a dashboard; empty where nothing more can be had. */
  readonly how: string;
}

/**
 * Three states that must not be merged: known (an absent header is known, its value is undefined), not collected
 * (with the way to learn it) and failed (our own check broke; never blamed on the user).
 */
export type Fact =
  | { readonly is: 'known'; readonly value: FactValue; readonly at?: Place | undefined }
  | ({ readonly is: 'not-collected' } & HowToLearn)
  | { readonly is: 'failed'; readonly error: string };

/** undefined means *known to be absent*. */
export type FactValue = unknown;

/** What few exchanges have. */
export type ExchangePart = 'transport' | 'delivery';

/** What has to be known besides the two messages before some facts can be true; most exchanges have none of it. */
export type Circumstance =
  | ExchangePart
  | 'redirects'
  /** An answer that is no JSON. */
  | 'page'
  | 'answers'
  | 'description'
  | 'history'
  | 'comparison';

export interface FactDefinition {
  /** One line for the catalogue in the documentation: a literal, which the bundle leaves out. */
  readonly means: string;
  readonly unit?: 's' | 'ms' | 'bytes' | 'characters';
  /** The part of an exchange without which the fact is known to be false, whatever it looks at otherwise. */
  readonly of?: ExchangePart;
  /** Without this the fact is never true: nobody looks whether it is. */
  readonly needs?: Circumstance;
  /** Computes the fact. `rest` is what stands for `*` in the name. */
  get(context: FactContext, rest: string): Fact;
  /** The evidence sentence for a value, without the final stop; `rest` as above. */
  says?(value: FactValue, context: FactContext, rest: string): string;
  /** Several sentences, each with its own place, where one does not tell it all. */
  evidence?(context: FactContext): readonly Evidence[];
}

/** A sentence without the final stop, and where it shows. */
export interface Evidence {
  readonly says: string;
  readonly at: Place | undefined;
}

/** What a fact may look at: the exchange, the pack's settings and other facts. No clock, disk or socket. */
export interface FactContext {
  readonly exchange: Exchange;
  readonly pack: PackSettings | undefined;
  readonly stated: Stated;
  /** The symptom that is being explained now; facts of the group `error` speak of it. */
  readonly symptom: SymptomFacts;
  /** The answer's envelope, read once. */
  readonly envelope: EnvelopeReading;
  /** The request against what the pack documents of it. */
  readonly limits: LimitReading;
  fact(name: string): Fact;
  /** A body, parsed once. */
  body(side: 'request' | 'response'): BodyReading;
}

/** What the user stated besides the capture. */
export interface Stated {
  /** `--env`: the environment that the credentials belong to. */
  readonly env?: string | undefined;
  /** `--now`, epoch milliseconds: stands in for a missing `Date`. */
  readonly now?: number | undefined;
  /** @internal The other exchanges of the input; left out where there are none, and with --stateless. */
  readonly history?: History | undefined;
  /** @internal The provider was recognised by nothing of its own. */
  readonly guessed?: boolean | undefined;
  /** What signatures are checked with. */
  readonly signing?: SigningOptions | undefined;
  /** @internal What the examination of this exchange's signature found. */
  readonly signature?: Finding | undefined;
  /** @internal What the API's own description says of this exchange. */
  readonly described?: DescriptionFinding | undefined;
  /** Facts answered by hand or by a probe (the wizard, the library, `--network`): name to value. */
  readonly answers?: Readonly<Record<string, unknown>> | undefined;
  /** @internal Which of those answers a person gave: they make causes likely, and prove nothing. */
  readonly byHand?: ReadonlySet<string> | undefined;
  /** @internal What probes of the network found; their facts are among `answers`. */
  readonly probed?: readonly Probed[] | undefined;
  /** @internal A working exchange to compare with. */
  readonly good?: GoodSide | undefined;
}

/** What is known of a working exchange beside the failing one. */
export interface GoodSide {
  /** As if it had been refused like the failing one: what both share explains nothing. */
  readonly facts: Facts;
  /** The one thing that differs, where no cause rests on it yet. Values as they may be shown; undefined is absent. */
  readonly sole?:
    | {
        readonly what: string;
        readonly bad: string | undefined;
        readonly good: string | undefined;
        readonly at?: Place | undefined;
        /** Both captures hold the whole request. */
        readonly complete: boolean;
      }
    | undefined;
}

export interface SymptomFacts {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly field?: string | undefined;
  /** @internal Where the answer says so; a stated code or message has none. */
  readonly saidCode?: Said | undefined;
  /** @internal */
  readonly saidMessage?: Said | undefined;
}

/** A fact that the capture tells; the value undefined is known to be absent. */
export function known(value: FactValue, place?: Place): Fact {
  return { is: 'known', value, at: place };
}

/** A fact that the capture does not tell: what is missing, and how it is learnt. */
export function notCollected(what: string, how: string): Fact {
  return { is: 'not-collected', what, how };
}

/** What no better capture of the same exchange would tell: nobody is asked for it. */
export function notInCapture(what: string): Fact {
  return notCollected(what, '');
}

/** Names the facts of one group. The folder `groups/` is the catalogue; a name ending in `.*` is a family. */
export function defineFacts(definitions: Record<string, FactDefinition>): Record<string, FactDefinition> {
  return definitions;
}

/** The same for a group of which all need one thing to be true. */
export function factsThatNeed(
  needs: Circumstance,
  definitions: Record<string, FactDefinition>,
): Record<string, FactDefinition> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, { needs, ...definition }]),
  );
}
