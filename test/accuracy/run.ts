import { loadEngine } from '../../src/index.js';
import { causes } from './causes/all.js';
import { figuresOf, groupedBy } from './figures.js';
import { generate } from './generate.js';
import { Judge, type Verdict } from './judge.js';
import { loadWriters } from './writers.js';

const engine = await loadEngine({ all: true });
const judge = new Judge(engine, engine.store);
const rules = new Set([...engine.store.packs.values()].flatMap((pack) => pack.rules.map(({ id }) => id)));
const verdicts: Verdict[] = [];
const tune = process.argv.includes('--tune');
const left = new Map<string, number>();
for (const one of generate(causes, await loadWriters())) {
  if (one.half !== (tune ? 'tune' : 'report')) continue;
  const lacking = one.truth.labels.slice(0, 1).find((id) => !rules.has(id));
  if (lacking) {
    left.set(lacking, (left.get(lacking) ?? 0) + 1);
    continue;
  }
  verdicts.push(await judge.judge(one));
}
console.log('left out', [...left.keys()].join(' '));
for (const by of [(v: Verdict) => v.labelled.provider, (v: Verdict) => v.labelled.writer.name]) {
  const groups = groupedBy(verdicts, by);
  console.table(Object.fromEntries([...groups].map(([k, v]) => [k, figuresOf(v)])));
}
const misses = verdicts.filter((v) => v.labelled.standing.identifiable && !v.right);
const pairs = groupedBy(misses, (v) => `${v.labelled.truth.labels[0]} -> ${v.leading?.id ?? v.unread?.slice(0, 60) ?? 'nothing'} [${v.labelled.writer.name}]`);
for (const [k, v] of [...pairs].sort((a, b) => b[1].length - a[1].length).slice(0, 40)) console.log(v.length, k, v[0]?.labelled.seed);
console.log('absences', verdicts.flatMap((v) => v.absences.map((a) => `${a.what}=${a.says} ${v.labelled.writer.name} ${v.labelled.seed}`)).slice(0, 20));
console.log('carets', verdicts.filter((v) => v.caret === false).map((v) => `${v.labelled.seed} ${v.labelled.writer.name} ${v.labelled.truth.planted.text}`).slice(0, 30));
