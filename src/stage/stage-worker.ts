import { answering } from '../threads.js';
import { type Answer, Stage, type StageSetting } from './stage.js';
import type { StageInput } from './run-stage.js';

/** One thread of a stage: answers the lines that it is sent. */
answering<StageSetting, StageInput, Answer>(async (setting) => {
  const stage = await Stage.open(setting);
  return ({ lines, file }) => stage.answer(lines, file);
});
