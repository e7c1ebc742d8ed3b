import type { SimulatedPack } from '../../src/simulate/answer.js';
import { pagesOf } from '../support/flows.js';
import { sources } from '../support/packs.js';

/** A pack of the repository as the simulator reads it. */
export function simulated(id: string): SimulatedPack {
  const settings = sources.find((source) => source.id === id)?.settings;
  if (!settings) throw new Error(`there is no pack ${id}`);
  return { settings, rules: pagesOf(id) };
}

export const commonRules = pagesOf('http');
