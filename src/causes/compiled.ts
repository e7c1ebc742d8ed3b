import type { CompiledCondition } from './condition.js';
import type { TemplateToken } from './message-template.js';
import type { PackSettings, Refusal, Simulation } from './pack.js';
import type { Retry, Rule } from './rule.js';

/** The whole of what ships of the packs: read by the build, by `--rules` and by the engine. */
export interface CompiledPacks {
  readonly index: PackIndex;
  readonly packs: Readonly<Record<string, PackParts>>;
}

/** A pack in three parts, by who reads them: every diagnosis, what is printed, the pages about causes. */
export interface PackParts {
  readonly match: PackMatch;
  readonly text: PackText;
  readonly pages: PackPages;
}

/** Read at every start: enough to say which packs an exchange needs. */
export interface PackIndex {
  readonly packs: readonly string[];
  /** Host (or `*.suffix`) → pack and environment. */
  readonly hosts: Readonly<Record<string, readonly [pack: string, environment: string]>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Pack → request headers that say something only together. */
  readonly requestHeadersTogether: Readonly<Record<string, readonly string[]>>;
  /** Lower-case code → packs that have it; a leading `~` marks a code that other APIs use as well. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
  /** Rarest word of a message → pack and template; a leading `~` marks a message that other APIs send as well. */
  readonly messages: Readonly<
    Record<string, readonly (readonly [pack: string, template: readonly TemplateToken[]])[]>
  >;
  readonly envelopes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Rules by number: a plain array, or what is parsed only where it is read. */
export interface RuleList<T> extends Iterable<T> {
  readonly length: number;
  at(number: number): T | undefined;
}

export interface PackMatch {
  readonly settings: PackSettings;
  readonly rules: RuleList<CompiledRule>;
  /** @internal Ids of the rules whose answers come from a documented check, with that check; fallbacks come from any. */
  readonly gated: readonly (readonly [id: string, gate: string])[];
  /** @internal Trigger look-ups: each list holds rule numbers. */
  readonly byCode: Readonly<Record<string, readonly number[]>>;
  /** @internal */
  readonly byStatus: Readonly<Record<string, readonly number[]>>;
  /** @internal */
  readonly byTransport: Readonly<Record<string, readonly number[]>>;
  /** @internal A status, a class of them (`4xx`), a part of an exchange (`transport`) or `any` → signal → rule numbers. */
  readonly bySignal: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** @internal */
  readonly byWord: Readonly<Record<string, readonly number[]>>;
}

export interface CompiledRule {
  readonly id: string;
  readonly prior: number;
  readonly gate?: string;
  readonly fallback?: true;
  readonly note?: true;
  /** @internal */
  readonly when: Rule['when'];
  /** @internal */
  readonly triggers: readonly CompiledTrigger[];
  /** @internal */
  readonly clues: readonly CompiledClue[];
  /** @internal */
  readonly unless: readonly CompiledCondition[];
  /** @internal */
  readonly proven?: readonly CompiledCondition[];
  readonly explains: readonly string[];
}

export type TriggerKind = 'code' | 'message' | 'status' | 'transport' | 'signal';

export interface CompiledTrigger {
  readonly kind: TriggerKind;
  readonly codes?: readonly string[];
  readonly messages?: readonly (readonly TemplateToken[])[];
  readonly statuses?: readonly string[];
  readonly evident?: true;
  readonly transports?: readonly string[];
  readonly signal?: string;
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
}

export interface CompiledClue {
  readonly if: CompiledCondition;
  readonly yes: number;
  readonly no: number;
  readonly group: string;
}

/** Words: read only for what is printed. Lists run parallel to those of the match part. */
export interface PackText {
  readonly name: string;
  readonly rules: RuleList<RuleText>;
}

export interface RuleText {
  readonly title: string;
  readonly cause: string;
  readonly variants: readonly {
    readonly if: readonly CompiledCondition[];
    readonly title?: string;
    readonly cause?: string;
    readonly fix?: Rule['fix'];
  }[];
  readonly fix: Rule['fix'];
  readonly retry: Retry;
  readonly clueSays: readonly (string | null)[];
  readonly because: readonly string[];
  readonly references: readonly string[];
}

/** What only a page about a cause, the simulator or the wizard tells, in the order of the other parts. */
export interface PackPages {
  readonly simulate?: CompiledSimulation;
  readonly questions?: PackSettings['questions'];
  readonly rules: RuleList<PageText>;
}

/** How a stand-in behaves, its conditions as they ship. */
export interface CompiledSimulation extends Omit<Simulation, 'refuses'> {
  readonly refuses?: readonly Refusal<CompiledCondition>[];
}

export interface PageText {
  readonly lookAlikes: Readonly<Record<string, string>>;
  readonly answers?: Rule['answers'];
}

/** All words of a rule, what it is called and when it may be at work. */
export type RulePage = RuleText & PageText & Pick<CompiledRule, 'id' | 'when'>;
