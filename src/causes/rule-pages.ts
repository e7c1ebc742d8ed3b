import type { PackParts, PageText, RulePage, RuleText } from './compiled.js';

/** All words of a pack's rules, which its parts hold in the same order. */
export function rulePages({ match, text, pages }: PackParts): readonly RulePage[] {
  return [...match.rules].map(({ id, when }, number) => ({
    id,
    when,
    ...(text.rules.at(number) as RuleText),
    ...(pages.rules.at(number) as PageText),
  }));
}
