import { findFact } from '../facts/facts.js';
import { Arithmetic } from '../limits/arithmetic.js';
import { isFilter, placeholdersOf } from '../report/words.js';
import type { PackSource, RuleSource } from './compile-packs.js';
import { compileCondition, factsOf, list } from './condition.js';
import type { Keys, LintFinding } from './lint-finding.js';
import { lintLimits } from './lint-limits.js';
import { lintRemembered } from './lint-remembered.js';
import { lintSignatures } from './lint-signatures.js';
import { lintAnswers, lintTold, type Questions } from './lint-told.js';
import { fitsTemplate, literalWords, messageWords, parseTemplate } from './message-template.js';
import type { Condition, Rule, Trigger } from './rule.js';

/** A fault, and the member of the rule that has it. */
type Fault = readonly [keys: Keys, says: string];

/**
 * Checks packs that passed the schema: facts, filters, ids and gates that exist; messages left alone where the pack
 * says that codes are stable; templates that say too little; rules of one trigger that nothing tells apart; signing
 * mistakes that lead to no rule.
 * `known` are the ids of packs that are not among the sources but may be referred to, `questions` those of `http`, which
 * serve all packs.
 */
export async function lintPacks(
  sources: readonly PackSource[],
  known: ReadonlySet<string> = new Set(),
  questions: Questions = {},
): Promise<LintFinding[]> {
  const arithmetic = await Arithmetic.load();
  const ids = new Set([...known, ...sources.flatMap(({ rules }) => rules.map(({ id }) => id))]);
  const shared = { ...questions, ...sources.find(({ id }) => id === 'http')?.settings.questions };
  return sources.flatMap((pack) => [
    ...pack.rules.flatMap((source) =>
      [
        ...lintRule(source, pack, ids),
        ...lintQuestions(source.rule, { ...shared, ...pack.settings.questions }),
      ].map(([keys, says]) => finding(source, keys, says)),
    ),
    ...indistinct(pack.rules),
    ...lintWrites(pack),
    ...lintSignatures(pack),
    ...lintLimits(pack, arithmetic),
    ...lintRemembered(pack),
    ...lintSimulation(pack, ids),
  ]);
}

function lintWrites({ settings: { id, writes = [] } }: PackSource): LintFinding[] {
  return writes
    .flatMap(({ checkFirst }) => checkFirst.flatMap(({ url, lookFor }) => [url, lookFor]))
    .flatMap(lintText)
    .map((says) => ({ rule: id, says }));
}

function lintSimulation(pack: PackSource, ids: ReadonlySet<string>): LintFinding[] {
  const { id, settings, rules, placeOf } = pack;
  const gates = settings.gates?.map((gate) => gate.id) ?? [];
  let reached = 0;
  return (settings.simulate?.refuses ?? []).flatMap(({ cause, if: condition }, index) => {
    const gate = gates.indexOf(rules.find((rule) => rule.id === cause)?.rule.gate ?? '');
    const isEarlier = gate >= 0 && gate < reached;
    reached = Math.max(reached, gate);
    return [
      ...(ids.has(cause) ? [] : [`refers to ${cause}, which does not exist`]),
      ...(isEarlier ? [`${cause} is refused by an earlier gate than what stands before it`] : []),
      ...lintCondition(condition),
      ...lintOwnNames(condition, pack, ids),
    ].map((says) => ({ rule: id, says: `simulate: ${says}`, at: placeOf?.(['simulate', 'refuses', index]) }));
  });
}

function finding({ id, placeOf }: RuleSource, keys: Keys, says: string): LintFinding {
  return { rule: id, says, at: placeOf?.(keys) };
}

function lintRule({ id, rule }: RuleSource, pack: PackSource, ids: ReadonlySet<string>): Fault[] {
  const references: [Keys, string][] = [
    ...(rule.explains ?? []).map((other, index): [Keys, string] => [['explains', index], other]),
    ...Object.keys(rule.lookAlikes ?? {}).map((other): [Keys, string] => [['lookAlikes', other], other]),
  ];
  return [
    ...conditionsOf(rule).flatMap(([keys, condition]) =>
      [...lintCondition(condition), ...lintOwnNames(condition, pack, ids)].map(at(keys)),
    ),
    ...triggersOf(rule).flatMap(([keys, { signal }]) =>
      signal && !findFact(signal) ? [at([...keys, 'signal'])(`when: there is no fact named ${signal}`)] : [],
    ),
    ...textsOf(rule).flatMap(([keys, text]) => lintText(text).map(at(keys))),
    ...lintTemplates(rule, pack),
    ...lintClues(rule),
    ...references.flatMap(([keys, other]) => {
      if (other === id) return [at(keys)('refers to itself')];
      return ids.has(other) ? [] : [at(keys)(`refers to ${other}, which does not exist`)];
    }),
    ...(rule.gate && !pack.settings.gates?.some((gate) => gate.id === rule.gate)
      ? [at(['gate'])(`the pack has no gate "${rule.gate}"`)]
      : []),
    ...(typeof rule.retry.wait === 'string' && !findFact(rule.retry.wait)
      ? [at(['retry', 'wait'])(`retry.wait: there is no fact named ${rule.retry.wait}`)]
      : []),
  ];
}

function at(keys: Keys): (says: string) => Fault {
  return (says) => [keys, says];
}

/** Facts whose last part is a name that the pack itself gives. */
function lintOwnNames(condition: Condition, { settings }: PackSource, ids: ReadonlySet<string>): string[] {
  return factsOf(compileCondition(condition)).flatMap((name) => {
    const remembered = /^history\.(?:last|since|count|total|elsewhere)\.(.+)$/.exec(name)?.[1];
    if (remembered !== undefined && !Object.hasOwn(settings.remembers ?? {}, remembered))
      return [`the pack remembers nothing named ${remembered}`];
    const cause = /^limits\.([^.]+)\./.exec(name)?.[1];
    if (cause !== undefined && !ids.has(`${settings.id}/${cause}`))
      return [`there is no rule ${settings.id}/${cause} whose limits could be read`];
    return [];
  });
}

function lintCondition(condition: Condition): string[] {
  return factsOf(compileCondition(condition)).flatMap((name) =>
    findFact(name) ? [] : [`there is no fact named ${name}`],
  );
}

function lintText(text: string): string[] {
  return placeholdersOf(text).flatMap(({ fact, filter }) => [
    ...(findFact(fact) ? [] : [`a text names the fact ${fact}, which does not exist`]),
    ...(filter && !isFilter(filter) ? [`a text uses the filter ${filter}, which does not exist`] : []),
  ]);
}

function lintTemplates(rule: Rule, pack: PackSource): Fault[] {
  return triggersOf(rule).flatMap(([keys, { message }]) => {
    const templates = list(message);
    const fault = at([...keys, 'message']);
    return [
      ...(pack.settings.envelope?.codesAreStable && templates.length > 0
        ? [fault('matches a message although the pack says that codes are stable')]
        : []),
      ...templates.flatMap((template) =>
        literalWords(parseTemplate(template)).length < 2
          ? [
              fault(
                `the message template "${template}" says too little: one word also stands in echoed paths and error pages`,
              ),
            ]
          : [],
      ),
    ];
  });
}

function lintClues(rule: Rule): Fault[] {
  return (rule.clues ?? []).flatMap((clue, index) => {
    const fault = at(['clues', index]);
    const about = 'fact' in clue ? clue.fact : 'several facts';
    const isToldByPerson = factsOf(compileCondition(clue)).some((name) => name.startsWith('told.'));
    return [
      ...((clue.yes > 1 && clue.no > 1) || (clue.yes < 1 && clue.no < 1)
        ? [fault(`a clue on ${about} speaks the same way whether it holds or not`)]
        : []),
      ...(isToldByPerson && clue.yes > 1 && clue.says === undefined
        ? [fault(`a clue on ${about} needs words of its own (says): what a person told has none`)]
        : []),
    ];
  });
}

function lintQuestions(rule: Rule, questions: Questions): Fault[] {
  const { fires, silent } = rule.examples;
  return [
    ...conditionsOf(rule).flatMap(([keys, condition]) => lintTold(condition, questions).map(at(keys))),
    ...triggersOf(rule).flatMap(([keys, { signal = '' }]) =>
      lintAnswers(signal, [], questions).map(at([...keys, 'signal'])),
    ),
    ...Object.entries({ fires, silent }).flatMap(([kind, examples]) =>
      examples.flatMap(({ facts = {} }, index) =>
        Object.entries(facts).flatMap(([fact, value]) =>
          lintAnswers(fact, [value], questions).map(at(['examples', kind, index, 'facts', fact])),
        ),
      ),
    ),
  ];
}

/** Two rules that fire together, with neither a clue that separates them nor a fold between them. */
function indistinct(rules: readonly RuleSource[]): LintFinding[] {
  const findings: LintFinding[] = [];
  rules.forEach((one, index) => {
    for (const other of rules.slice(index + 1)) {
      if (
        one.rule.fallback !== other.rule.fallback ||
        one.rule.explains?.includes(other.id) ||
        other.rule.explains?.includes(one.id)
      )
        continue;
      if (!firesWith(one.rule, other.rule) || separated(one.rule, other.rule)) continue;
      findings.push(
        finding(
          other,
          ['when'],
          `fires whenever ${one.id} does, and no clue, path or fold tells the two apart`,
        ),
      );
    }
  });
  return findings;
}

function firesWith(one: Rule, other: Rule): boolean {
  const codes = (rule: Rule) =>
    list(rule.when)
      .flatMap(({ code }) => list(code))
      .map((code) => code.toLowerCase());
  if (codes(one).some((code) => codes(other).includes(code))) return true;
  const templates = (rule: Rule) => list(rule.when).flatMap(({ message }) => list(message));
  return templates(one).some((a) => templates(other).some((b) => covers(a, b) || covers(b, a)));
}

/** Whether every message that one template fits is fitted by the other as well. */
function covers(wide: string, narrow: string): boolean {
  if (/[*{|]/.test(narrow)) return wide === narrow;
  return fitsTemplate(parseTemplate(wide), messageWords(narrow));
}

function separated(one: Rule, other: Rule): boolean {
  const shape = (rule: Rule) =>
    JSON.stringify([
      rule.clues ?? [],
      rule.unless ?? [],
      rule.proven ?? [],
      list(rule.when).map(({ method, path, status }) => [method, path, status]),
    ]);
  return shape(one) !== shape(other);
}

function triggersOf({ when }: Rule): [Keys, Trigger][] {
  return list(when).map((trigger, index) => [Array.isArray(when) ? ['when', index] : ['when'], trigger]);
}

function conditionsOf(rule: Rule): [Keys, Condition][] {
  const members = ['clues', 'unless', 'proven'] as const;
  return [
    ...members.flatMap((member) =>
      (rule[member] ?? []).map((condition, index): [Keys, Condition] => [[member, index], condition]),
    ),
    ...(rule.variants ?? []).flatMap((variant, index) =>
      list(variant.if).map((condition): [Keys, Condition] => [['variants', index, 'if'], condition]),
    ),
  ];
}

function textsOf(rule: Rule): [Keys, string][] {
  const fixesOf = (fixes: Rule['fix'] | undefined, keys: Keys): [Keys, string][] =>
    (fixes ?? []).flatMap(({ say, run = '' }, index): [Keys, string][] => [
      [[...keys, index, 'say'], say],
      [[...keys, index, 'run'], run],
    ]);
  return [
    [['title'], rule.title],
    [['cause'], rule.cause],
    [['retry', 'why'], rule.retry.why],
    ...fixesOf(rule.fix, ['fix']),
    ...(rule.variants ?? []).flatMap(({ title = '', cause = '', fix }, index): [Keys, string][] => [
      [['variants', index, 'title'], title],
      [['variants', index, 'cause'], cause],
      ...fixesOf(fix, ['variants', index, 'fix']),
    ]),
    ...(rule.clues ?? []).map(({ says = '' }, index): [Keys, string] => [['clues', index, 'says'], says]),
    ...(rule.unless ?? []).map(({ because }, index): [Keys, string] => [
      ['unless', index, 'because'],
      because,
    ]),
  ];
}
