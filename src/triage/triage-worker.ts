import { answering } from '../threads.js';
import { engineFor, type TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import type { Answer, Question } from './triage.js';
import { countPiece, Triager } from './triager.js';

/** One thread of a triage: counts the pieces that it is given, and tells the sum when it is asked for it. */
answering<TriageSetting, Question, Answer>(async (setting) => {
  const triager = new Triager(await engineFor(setting), new Summary(), setting);
  return async (question) =>
    question === 'sum'
      ? { sum: (await triager.finish()).toReport(), unknown: [], records: 0 }
      : countPiece(triager, question);
});
