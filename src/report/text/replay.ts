import type { ReplayReport } from '../replay-report.js';
import { attemptWords, experimentWords } from '../replay-words.js';
import { LABEL, wrap } from './lines.js';

/** What became of a call that was sent again. */
export function replayLines(replay: ReplayReport | undefined, width: number, indent: string): string[] {
  if (!replay) return [];
  const lines = [replay.says, ...attemptWords(replay), ...experimentWords(replay), ...replay.changes];
  return lines.flatMap((line, index) =>
    wrap(line, width, `${indent}${(index === 0 ? 'replayed' : '').padEnd(LABEL)}`),
  );
}
