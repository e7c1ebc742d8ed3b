import { readFileSync } from 'node:fs';
import { maskFor } from '../../src/mask-for.js';
import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { contextWith } from './report.js';

const engine = await loadEngine({ all: true });

/** The real report on one of the captures in `examples/`, with what a format needs to print it. */
export async function reportOn(example: string) {
  const input = new Input(example, readFileSync(new URL(`../../examples/${example}`, import.meta.url)));
  const read = [{ input, exchanges: readInput(input, formats).exchanges }];
  const { report } = await diagnoseInputs(engine, read);
  const packs = [...engine.store.packs.values()].map(({ settings }) => settings);
  return {
    report,
    context: contextWith({ inputs: new Map([[example, input]]), mask: maskFor(read, packs) }),
  };
}
