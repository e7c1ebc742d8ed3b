import { findFact } from '../facts/facts.js';
import type {
  CompiledPacks,
  CompiledRule,
  CompiledSimulation,
  CompiledTrigger,
  PackIndex,
  PackMatch,
  PackPages,
  PackParts,
  PackText,
} from './compiled.js';
import { compileCondition, list } from './condition.js';
import { literalWords, parseTemplate, type TemplateToken } from './message-template.js';
import type { PackSettings, Simulation } from './pack.js';
import { readMatch, readPage, readText } from './read-rule.js';
import type { PlaceOf } from './read-yaml.js';
import type { Rule } from './rule.js';
import { writeRule } from './write-rule.js';

export interface PackSource {
  readonly id: string;
  readonly settings: PackSettings;
  readonly rules: readonly RuleSource[];
  /** Where the members of its settings stand, when they were read from a file. */
  readonly placeOf?: PlaceOf;
}

export interface RuleSource {
  readonly id: string;
  readonly rule: Rule;
  /** Where its members stand, when it was read from a file. */
  readonly placeOf?: PlaceOf;
}

/**
 * Compiles packs to what ships: an index over all, and per pack a part for matching and one with the words.
 * The packs must have passed the schema. Throws a RangeError with the rule's id when a condition cannot be compiled.
 */
export function compilePacks(sources: readonly PackSource[]): CompiledPacks {
  const frequency = wordFrequency(sources);
  const packs: Record<string, PackParts> = {};
  for (const source of sources) {
    packs[source.id] = {
      match: compileMatch(source, frequency),
      text: compileText(source),
      pages: compilePages(source),
    };
  }
  return { index: buildIndex(sources, packs, frequency), packs };
}

/** How often each literal word occurs in all message templates: rules are filed under their rarest one. */
function wordFrequency(sources: readonly PackSource[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { rules } of sources) {
    for (const { rule } of rules) {
      for (const template of list(rule.when).flatMap((trigger) => list(trigger.message))) {
        for (const word of literalWords(parseTemplate(template)).flat())
          count.set(word, (count.get(word) ?? 0) + 1);
      }
    }
  }
  return count;
}

function rarest(tokens: readonly TemplateToken[], frequency: Map<string, number>): readonly string[] {
  const weight = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0);
  return literalWords(tokens).reduce((best, words) => (weight(words) < weight(best) ? words : best));
}

function compileMatch(source: PackSource, frequency: Map<string, number>): PackMatch {
  const lookup = {
    byCode: new Filing(),
    byStatus: new Filing(),
    byTransport: new Filing(),
    bySignal: new Map<string, Filing>(),
    byWord: new Filing(),
  };
  const rules = source.rules.map(({ id, rule }, number): CompiledRule => {
    const read = named(id, () => readMatch(writeRule(id, rule).match));
    for (const trigger of read.triggers) {
      if (trigger.kind === 'code') lookup.byCode.add(trigger.codes ?? [], number);
      else if (trigger.kind === 'status') lookup.byStatus.add(trigger.statuses ?? [], number);
      else if (trigger.kind === 'transport') lookup.byTransport.add(trigger.transports ?? [], number);
      else if (trigger.kind === 'signal') fileSignal(lookup.bySignal, trigger, number);
      else for (const tokens of trigger.messages ?? []) lookup.byWord.add(rarest(tokens, frequency), number);
    }
    return read;
  });
  // Only a simulator and the wizard read the first two, and what recognises a provider stands in the index.
  const { simulate: _, questions: __, recognise, ...settings } = source.settings;
  return {
    settings: { ...settings, recognise: recognise.envelope ? { envelope: recognise.envelope } : {} },
    rules,
    gated: rules.flatMap(({ id, gate, fallback }) => (gate && !fallback ? [[id, gate] as const] : [])),
    byCode: lookup.byCode.done(),
    byStatus: lookup.byStatus.done(),
    byTransport: lookup.byTransport.done(),
    bySignal: Object.fromEntries([...lookup.bySignal].map(([key, filing]) => [key, filing.done()])),
    byWord: lookup.byWord.done(),
  };
}

/** By what must be there first, because computing all signals takes long. */
function fileSignal(filings: Map<string, Filing>, trigger: CompiledTrigger, number: number): void {
  const signal = trigger.signal as string;
  for (const key of trigger.statuses ?? [findFact(signal)?.definition.of ?? 'any']) {
    const filing = filings.get(key) ?? new Filing();
    filing.add([signal], number);
    filings.set(key, filing);
  }
}

class Filing {
  readonly #lists = new Map<string, number[]>();

  add(keys: readonly string[], number: number): void {
    for (const key of keys) {
      const numbers = this.#lists.get(key);
      if (!numbers) this.#lists.set(key, [number]);
      else if (numbers.at(-1) !== number) numbers.push(number);
    }
  }

  done(): Record<string, number[]> {
    return Object.fromEntries(this.#lists);
  }
}

function compileText({ settings: { name }, rules }: PackSource): PackText {
  return { name, rules: rules.map(({ id, rule }) => named(id, () => readText(writeRule(id, rule).text))) };
}

function compilePages({ settings: { simulate, questions }, rules }: PackSource): PackPages {
  return {
    ...(simulate && { simulate: compileSimulation(simulate) }),
    ...(questions && { questions }),
    rules: rules.map(({ id, rule }) => readPage(writeRule(id, rule).pages)),
  };
}

function compileSimulation({ refuses, ...simulate }: Simulation): CompiledSimulation {
  if (!refuses) return simulate;
  return { ...simulate, refuses: refuses.map((one) => ({ ...one, if: compileCondition(one.if) })) };
}

function buildIndex(
  sources: readonly PackSource[],
  packs: Readonly<Record<string, { match: PackMatch }>>,
  frequency: Map<string, number>,
): PackIndex {
  const hosts: Record<string, [string, string]> = {};
  const requestHeaders: Record<string, string> = {};
  const responseHeaders: Record<string, string> = {};
  const requestHeadersTogether: Record<string, readonly string[]> = {};
  // Maps, because a code or a word of a stranger's pack may well be "constructor".
  const codes = new Map<string, string[]>();
  const messages = new Map<string, [string, readonly TemplateToken[]][]>();
  const envelopes: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const { id, settings, rules } of sources) {
    const { recognise } = settings;
    for (const [environment, { hosts: names }] of Object.entries(settings.environments)) {
      for (const host of names) hosts[host.toLowerCase()] = [id, environment];
    }
    for (const name of recognise.requestHeaders ?? []) requestHeaders[name.toLowerCase()] = id;
    for (const name of recognise.responseHeaders ?? []) responseHeaders[name.toLowerCase()] = id;
    if (recognise.envelope) envelopes[id] = recognise.envelope;
    if (recognise.requestHeadersTogether) requestHeadersTogether[id] = recognise.requestHeadersTogether;
    const common = new Set((recognise.commonCodes ?? []).map((code) => code.toLowerCase()));
    const commonMessages = new Set(recognise.commonMessages ?? []);
    for (const code of Object.keys(packs[id]?.match.byCode ?? {})) {
      append(codes, code, common.has(code) ? `~${id}` : id);
    }
    // A pack without hosts (http) holds what any API can say: its messages recognise nobody.
    if (Object.keys(settings.environments).length === 0) continue;
    const triggers = rules.flatMap(({ rule }) => list(rule.when)).flatMap((trigger) => list(trigger.message));
    for (const template of [...(recognise.messages ?? []), ...triggers]) {
      const tokens = parseTemplate(template);
      for (const word of rarest(tokens, frequency)) {
        append(messages, word, [commonMessages.has(template) ? `~${id}` : id, tokens]);
      }
    }
  }
  return {
    packs: sources.map(({ id }) => id),
    hosts,
    requestHeaders,
    responseHeaders,
    requestHeadersTogether,
    codes: Object.fromEntries(codes),
    messages: Object.fromEntries(messages),
    envelopes,
  };
}

function append<T>(lists: Map<string, T[]>, key: string, entry: T): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

function named<T>(id: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw new RangeError(`${id}: ${(error as Error).message}`, { cause: error });
  }
}
