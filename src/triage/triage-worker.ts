import { loadEngine } from '../causes/engine.js';
import { answering } from '../threads.js';
import type { TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import type { Answer, Question } from './triage.js';
import { countPiece, Triager } from './triager.js';

/** One thread of a triage: counts the pieces that it is given, and tells the sum when it is asked for it. */
answering<TriageSetting, Question, Answer>(async (setting) => {
  const { rules, hosts } = setting;
  // Nobody knows what comes.
  const engine = await loadEngine({ rules, ...(hosts && { hosts }), all: true });
  const triager = new Triager(engine, new Summary(), setting);
  return async (question) =>
    question === 'sum'
      ? { sum: (await triager.finish()).toReport(), unknown: [], records: 0 }
      : countPiece(triager, question);
});
