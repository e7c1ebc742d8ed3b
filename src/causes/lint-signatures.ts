import type { PackSource } from './compile-packs.js';
import type { LintFinding } from './lint-finding.js';

/** What a mistake, a family of them or all of them are called: `alg-digest`, `alg-*`, `*`. */
const MISTAKES = /^(?:\*|[a-z]+(?:-[a-z0-9]+)*(?:-\*)?)$/;

/** Checks that every signing mistake leads to a rule of the pack, and that nothing else stands there. */
export function lintSignatures({ id, settings, rules, placeOf }: PackSource): LintFinding[] {
  const ids = new Set(rules.map((rule) => rule.id));
  return Object.entries(settings.signatures ?? {}).flatMap(([name, { causes }]) => {
    const finding = (keys: readonly string[], says: string): LintFinding => ({
      rule: id,
      at: placeOf?.(['signatures', name, 'causes', ...keys]),
      says: `signatures.${name}.causes: ${says}`,
    });
    return [
      ...(Object.hasOwn(causes, '*') ? [] : [finding([], 'nothing is said of all other mistakes: "*"')]),
      ...Object.entries(causes).flatMap(([mistake, rule]) => [
        ...(MISTAKES.test(mistake) ? [] : [finding([mistake], `${mistake} names no mistake`)]),
        ...(ids.has(rule) ? [] : [finding([mistake], `the pack has no rule ${rule}`)]),
      ]),
    ];
  });
}
