import type { RulePage } from '../../src/causes/compiled.js';
import type { SimulatedPack } from '../../src/simulate/answer.js';
import { compiled, sources } from '../support/packs.js';

/** A pack of the repository as the simulator reads it. */
export function simulated(id: string): SimulatedPack {
  const settings = sources.find((source) => source.id === id)?.settings;
  if (!settings) throw new Error(`there is no pack ${id}`);
  return { settings, rules: pagesOf(id) };
}

function pagesOf(id: string): RulePage[] {
  const parts = compiled.packs[id];
  return [...(parts?.text.rules ?? [])].map((rule, number) => ({
    ...rule,
    ...(parts?.pages.rules.at(number) as RulePage),
  }));
}

export const commonRules = pagesOf('http');
