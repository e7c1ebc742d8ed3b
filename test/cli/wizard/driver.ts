import { appendFileSync } from 'node:fs';
import { processIo } from '../../../src/cli/io.js';
import { openPrompts } from '../../../src/cli/wizard/open-prompts.js';
import { Interrupted } from '../../../src/cli/wizard/prompts.js';
import type { Step } from './asking.js';

// A program that asks what it is told to ask, and writes down the replies: node driver.ts PLAIN FILE STEPS
const [way, file = '', steps = '[]'] = process.argv.slice(2);
const { prompts } = await openPrompts(processIo, { plain: way === 'plain' });
try {
  for (const step of JSON.parse(steps) as Step[]) {
    const { asides = [] } = step;
    const reply =
      step.ask === 'choose'
        ? await prompts.choose(step.question, step.choices, asides)
        : step.ask === 'text'
          ? await prompts.text(step.question, {
              asides,
              ...(step.initial && { initial: step.initial }),
              check: (text) => (text === 'wrong' ? 'That is wrong.' : undefined),
            })
          : step.ask === 'show'
            ? await prompts.show(step.lines)
            : await prompts[step.ask](step.question, asides);
    appendFileSync(file, `${JSON.stringify(reply ?? null)}\n`);
  }
  await prompts.show(['All was asked.']);
} catch (error) {
  if (!(error instanceof Interrupted)) throw error;
  await prompts.show(['Interrupted.']);
  process.exitCode = 130;
} finally {
  prompts.close();
}
