import { existsSync, statSync } from 'node:fs';
import type { GatewayHosts } from '../causes/gateway-hosts.js';
import { type Engine, loadEngine } from '../causes/engine.js';
import { complain } from './complain.js';
import type { Io } from './io.js';
import { nearest } from '../nearest.js';
import { UsageError } from './usage-error.js';

/** Read by itself when it is there: the packs of the project one works in. */
const OWN_RULES = '.errdoctor/rules';

export interface EngineChoice {
  readonly rules?: readonly string[];
  readonly provider?: string | undefined;
  readonly quiet?: boolean;
  /** Load every pack at once. */
  readonly allPacks?: boolean;
  /** From the configuration file. */
  readonly hosts?: GatewayHosts;
}

/**
 * The folders of further packs that a command line means: those it names and, by default, the project's own.
 *
 * @throws UsageError for a folder that is missing
 */
export function ruleFolders(named: readonly string[] = [], withOwn = true): readonly string[] {
  const folders = withOwn && existsSync(OWN_RULES) ? [OWN_RULES, ...named] : named;
  for (const folder of folders) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`There is no folder ${folder} to read rules from.`);
    }
  }
  return folders;
}

/**
 * The engine with the shipped packs and the user's own. Faults in the user's packs are notes: the rest is used.
 *
 * @throws UsageError for a folder that is missing, or a provider that no pack describes
 */
export async function openEngine(
  { rules, provider, quiet, hosts, allPacks }: EngineChoice,
  io: Io,
): Promise<Engine> {
  const notes: string[] = [];
  const engine = await loadEngine({
    rules: ruleFolders(rules),
    ...(hosts && { hosts }),
    ...(allPacks && { all: true }),
    onFinding: ({ file, line, column, says }) =>
      notes.push(`note: ${file}:${line}:${column}: ${says}; this file is left out\n`),
  });
  if (!quiet) await complain(io, notes.join(''));
  const { packs } = engine.store.index;
  for (const named of [provider, ...Object.values(hosts ?? {}).map((host) => host.provider)]) {
    if (named === undefined || packs.includes(named)) continue;
    const meant = nearest(named, packs);
    throw new UsageError(
      `There is no pack for the provider "${named}".${meant ? ` Did you mean "${meant}"?` : ` There are: ${packs.join(', ')}.`}`,
    );
  }
  return engine;
}
