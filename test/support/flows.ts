import type { RulePage } from '../../src/causes/compiled.js';
import { rulePages } from '../../src/causes/rule-pages.js';
import { providerFlow } from '../../src/report/flow/build.js';
import type { Branch } from '../../src/report/flow/flow.js';
import { compiled } from './packs.js';

/** All words of the rules of a pack. */
export function pagesOf(pack: string): readonly RulePage[] {
  const parts = compiled.packs[pack];
  if (!parts) throw new RangeError(`There is no pack ${pack}.`);
  return rulePages(parts);
}

/** The troubleshooting flow of a pack of the repository. */
export function flowOf(pack: string): Branch {
  const parts = compiled.packs[pack];
  if (!parts) throw new RangeError(`There is no pack ${pack}.`);
  return providerFlow(parts.match, pagesOf(pack));
}

/** The branch at the end of a way. */
export function way(flow: Branch, holds: readonly string[]): Branch {
  return holds.reduce((branch, one) => {
    const next = branch.branches.find((below) => below.holds === one);
    if (!next)
      throw new RangeError(`${one} is none of: ${branch.branches.map((below) => below.holds).join('; ')}`);
    return next;
  }, flow);
}
