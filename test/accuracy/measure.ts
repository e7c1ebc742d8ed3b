import type { Engine } from '../../src/causes/engine.js';
import type { LoadedPacks } from '../../src/diagnose.js';
import { causes } from './causes/all.js';
import { type Figures, figuresOf, groupedBy } from './figures.js';
import { EACH, generate, type Labelled } from './generate.js';
import { Judge, type Verdict } from './judge.js';
import { others } from './others.js';
import { OVERCONFIDENT, overconfident } from './overconfident.js';
import { sanitised } from './sanitised.js';
import { loadWriters } from './writers.js';

/** What the measure found, in one half of the captures. */
export interface Measured {
  readonly verdicts: readonly Verdict[];
  /** Captures of both halves. */
  readonly generated: number;
  /** Labels left out, because no rule has their id. */
  readonly withoutRule: readonly string[];
  /** Successes and failures of other APIs under which a cause stood that may not. */
  readonly strangers: readonly string[];
  readonly falseAbsences: readonly string[];
  readonly overconfident: readonly Overconfident[];
}

/** The figures of a provider after one of its rules was made overconfident on purpose. */
export interface Overconfident {
  readonly id: string;
  readonly before: Figures;
  readonly after: Figures;
}

export interface MeasureOptions {
  readonly half: Labelled['half'];
  /** Captures of a cause of weight 1. */
  readonly each?: number;
  /** How many exchanges on which no cause may stand, and how many whose recorder left something out. */
  readonly others?: number;
  /** Only this pack's causes. */
  readonly only?: string | undefined;
}

/** Generates, diagnoses and judges. The same options give the same result. */
export async function measure(
  engine: Engine,
  { half, each = EACH, others: count = 500, only }: MeasureOptions,
): Promise<Measured> {
  const { store } = engine;
  const judge = new Judge(engine, store);
  const rules = new Set([...store.packs.values()].flatMap((pack) => [...pack.rules].map(({ id }) => id)));
  const writers = await loadWriters();

  let generated = 0;
  const verdicts: Verdict[] = [];
  const withoutRule = new Set<string>();
  for (const labelled of generate(causes, writers, each)) {
    generated++;
    const lacking = labelled.truth.labels.filter((id) => !rules.has(id));
    for (const id of lacking) withoutRule.add(id);
    const wanted = only === undefined || only === labelled.provider;
    if (lacking.length === 0 && wanted && labelled.half === half) verdicts.push(await judge.judge(labelled));
  }

  const strangers: string[] = [];
  for (const other of others(writers, count)) {
    const wrong = await judge.wrongOn(other);
    if (wrong.length > 0) strangers.push(`${other.seed} (${other.writer.name}): ${wrong.join(', ')}`);
  }

  const claims = verdicts.flatMap(({ labelled, absences }) =>
    absences.map((one) => ({ seed: labelled.seed, format: labelled.writer.name, ...one })),
  );
  for (const one of sanitised(causes, count))
    claims.push(...(await judge.absencesIn(one)).map((claim) => ({ ...one, ...claim })));

  return {
    verdicts,
    generated,
    withoutRule: [...withoutRule].sort(),
    strangers,
    falseAbsences: claims.map(({ seed, format, what, says }) => `${seed} (${format}): ${what} is ${says}`),
    overconfident: await madeOverconfident(engine, store, verdicts),
  };
}

/** Diagnoses the captures of a provider once more with one of its rules made overconfident. */
async function madeOverconfident(
  engine: Engine,
  store: LoadedPacks,
  verdicts: readonly Verdict[],
): Promise<Overconfident[]> {
  const byProvider = groupedBy(verdicts, ({ labelled }) => labelled.provider);
  const found: Overconfident[] = [];
  for (const id of OVERCONFIDENT) {
    const before = byProvider.get(id.split('/')[0] ?? '');
    if (!before) continue;
    const judge = new Judge(engine, overconfident(store, id));
    const after: Verdict[] = [];
    for (const { labelled } of before) after.push(await judge.judge(labelled));
    found.push({ id, before: figuresOf(before), after: figuresOf(after) });
  }
  return found;
}
