import { loadEngine, Input, readInput, formats } from '../../src/index.ts';
import { causes } from './causes/all.ts';
import { generate } from './generate.ts';
import { Judge } from './judge.ts';
import { loadWriters } from './writers.ts';
const engine = await loadEngine({ all: true, rules: ['/work/packs'] });
const judge = new Judge(engine, engine.store);
for (const one of generate(causes, await loadWriters())) {
  if (!process.argv.includes(one.seed)) continue;
  console.log(`--- ${one.seed} ${one.writer.name}`, one.stated, one.standing, one.truth.labels);
  console.log(JSON.stringify(Buffer.from(one.capture.bytes).toString()).replaceAll('\\n', '\\n\n'));
  const input = new Input('c', one.capture.bytes);
  const d = judge.diagnosis(input, one.capture.entry, one.stated);
  const r = await engine.describe(d, { input, entry: 1, all: true });
  console.log(
    JSON.stringify(
      {
        fmt: readInput(input, formats).format,
        req: r.request,
        resp: r.response,
        prov: r.provider,
        outcome: r.outcome,
        causes: r.causes.map((c) => [c.id, c.probability, c.certainty, c.fault, c.evidence, c.factors]),
        none: r.noneOfThese,
        notes: r.notes.map((n) => n.id),
      },
      null,
      1,
    ),
  );
}
