import { loadEngine, Input } from '../../src/index.js';
import { causes } from './causes/all.js';
import { generate } from './generate.js';
import { Judge } from './judge.js';
import { loadWriters } from './writers.js';
const engine = await loadEngine({ all: true, rules: ['/work/packs'] });
const judge = new Judge(engine, engine.store);
for (const one of generate(causes, await loadWriters())) {
  if (!process.argv.includes(one.seed)) continue;
  const input = new Input('c', one.capture.bytes);
  const r = await engine.describe(judge.diagnosis(input, one.capture.entry, one.stated), { input, entry: 1 });
  console.log(`--- ${one.seed} ${one.writer.name}`, JSON.stringify(one.stated), one.truth.labels, one.truth.planted, r.provider?.id, r.response?.code, r.response?.message, r.outcome);
  console.log(input.text().slice(-500));
  for (const c of r.causes) console.log(c.id, c.probability, c.certainty, c.evidence.map(e => `${e.says} @${e.at ? JSON.stringify(input.text({start:e.at.offset,end:e.at.offset+e.at.length})) : '-'}`), 'folded', c.folded.join());
  console.log('notes', r.notes.map(n => n.id), r.noneOfThese);
}
