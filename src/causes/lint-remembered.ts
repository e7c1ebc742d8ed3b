import { findFact } from '../facts/facts.js';
import type { PackSource } from './compile-packs.js';
import type { Keys, LintFinding } from './lint-finding.js';

/** Checks the facts that a pack names for what it remembers, and that something gives each id. */
export function lintRemembered({ id, settings, placeOf }: PackSource): LintFinding[] {
  return Object.entries(settings.remembers ?? {}).flatMap(([name, { of = [], seen }]) => {
    const fault = (keys: Keys, says: string): LintFinding => ({
      rule: id,
      says: `remembers.${name}: ${says}`,
      at: placeOf?.(['remembers', name, ...keys]),
    });
    const missing = (keys: Keys, text: string | undefined) => {
      if (text === undefined || findFact(text)) return [];
      if (/^\^?\//.test(text)) return text.includes('{id}') ? [] : [fault(keys, `${text} has no {id}`)];
      return [fault(keys, `there is no fact named ${text}`)];
    };
    return [
      ...of.flatMap((text, index) => missing(['of', index], text)),
      ...seen.flatMap(({ id: subject, path, value }, index) => [
        ...(of.length > 0 ? missing(['seen', index], subject ?? path) : []),
        ...missing(['seen', index, 'value'], value),
      ]),
    ];
  });
}
