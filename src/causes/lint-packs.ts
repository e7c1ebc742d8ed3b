import { findFact } from '../facts/facts.js';
import { isFilter, placeholdersOf } from '../report/words.js';
import type { PackSource } from './compile-packs.js';
import { compileCondition, factsOf, list } from './condition.js';
import { fitsTemplate, literalWords, messageWords, parseTemplate } from './message-template.js';
import type { Condition, Rule } from './rule.js';

/** A fault of a rule that the schema cannot see. */
export interface LintFinding {
  /** Id of the rule, or of the pack. */
  readonly rule: string;
  readonly says: string;
}

interface Entry {
  readonly id: string;
  readonly rule: Rule;
}

/**
 * Checks packs that passed the schema: facts, filters, ids and gates that exist; messages left alone where the pack
 * says that codes are stable; templates that say too little; rules of one trigger that nothing tells apart.
 * `known` are the ids of packs that are not among the sources but may be referred to.
 */
export function lintPacks(
  sources: readonly PackSource[],
  known: ReadonlySet<string> = new Set(),
): LintFinding[] {
  const ids = new Set([...known, ...sources.flatMap(({ rules }) => rules.map(({ id }) => id))]);
  return sources.flatMap((pack) => [
    ...pack.rules.flatMap(({ id, rule }) =>
      lintRule(id, rule, pack, ids).map((says) => ({ rule: id, says })),
    ),
    ...indistinct(pack.rules),
  ]);
}

function lintRule(id: string, rule: Rule, pack: PackSource, ids: ReadonlySet<string>): string[] {
  return [
    ...conditionsOf(rule).flatMap(lintCondition),
    ...list(rule.when).flatMap(({ signal }) =>
      signal && !findFact(signal) ? [`when: there is no fact named ${signal}`] : [],
    ),
    ...textsOf(rule).flatMap(lintText),
    ...lintTemplates(rule, pack),
    ...lintClues(rule),
    ...[...(rule.explains ?? []), ...Object.keys(rule.lookAlikes ?? {})].flatMap((other) =>
      other === id
        ? [`refers to itself`]
        : ids.has(other)
          ? []
          : [`refers to ${other}, which does not exist`],
    ),
    ...(rule.gate && !pack.settings.gates?.some((gate) => gate.id === rule.gate)
      ? [`the pack has no gate "${rule.gate}"`]
      : []),
    ...(typeof rule.retry.wait === 'string' && !findFact(rule.retry.wait)
      ? [`retry.wait: there is no fact named ${rule.retry.wait}`]
      : []),
  ];
}

function lintCondition(condition: Condition): string[] {
  try {
    return factsOf(compileCondition(condition)).flatMap((name) =>
      findFact(name) ? [] : [`there is no fact named ${name}`],
    );
  } catch (error) {
    return [(error as Error).message];
  }
}

function lintText(text: string): string[] {
  return placeholdersOf(text).flatMap(({ fact, filter }) => [
    ...(findFact(fact) ? [] : [`a text names the fact ${fact}, which does not exist`]),
    ...(filter && !isFilter(filter) ? [`a text uses the filter ${filter}, which does not exist`] : []),
  ]);
}

function lintTemplates(rule: Rule, pack: PackSource): string[] {
  const templates = list(rule.when).flatMap(({ message }) => list(message));
  const stable =
    pack.settings.envelope?.codesAreStable && templates.length > 0
      ? ['matches a message although the pack says that codes are stable']
      : [];
  return [
    ...stable,
    ...templates.flatMap((template) =>
      literalWords(parseTemplate(template)).length < 2
        ? [
            `the message template "${template}" says too little: one word also stands in echoed paths and error pages`,
          ]
        : [],
    ),
  ];
}

function lintClues(rule: Rule): string[] {
  return (rule.clues ?? []).flatMap((clue) =>
    (clue.yes > 1 && clue.no > 1) || (clue.yes < 1 && clue.no < 1)
      ? [
          `a clue on ${'fact' in clue ? clue.fact : 'several facts'} speaks the same way whether it holds or not`,
        ]
      : [],
  );
}

/** Two rules that fire together, with neither a clue that separates them nor a fold between them. */
function indistinct(rules: readonly Entry[]): LintFinding[] {
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
      findings.push({
        rule: other.id,
        says: `fires whenever ${one.id} does, and no clue, path or fold tells the two apart`,
      });
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

function conditionsOf(rule: Rule): Condition[] {
  return [
    ...(rule.clues ?? []),
    ...(rule.unless ?? []),
    ...(rule.proven ?? []),
    ...(rule.variants ?? []).flatMap((variant) => list(variant.if)),
  ];
}

function textsOf(rule: Rule): string[] {
  const fixes = [...rule.fix, ...(rule.variants ?? []).flatMap(({ fix }) => fix ?? [])];
  return [
    rule.title,
    rule.cause,
    rule.retry.why,
    ...fixes.flatMap(({ say, run }) => [say, run ?? '']),
    ...(rule.variants ?? []).flatMap(({ title, cause }) => [title ?? '', cause ?? '']),
    ...(rule.clues ?? []).map(({ says }) => says ?? ''),
    ...(rule.unless ?? []).map(({ because }) => because),
  ];
}
