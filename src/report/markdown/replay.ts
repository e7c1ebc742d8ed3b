import type { ReplayReport } from '../replay-report.js';
import { attemptWords, experimentWords } from '../replay-words.js';
import { prose } from './escape.js';

/** What became of a call that was sent again. */
export function replayBlocks(replay: ReplayReport | undefined): string[] {
  if (!replay) return [];
  const items = [...attemptWords(replay), ...experimentWords(replay), ...replay.changes];
  return [
    `**Replayed:** ${prose(replay.says)}`,
    ...(items.length > 0 ? ['', ...items.map((item) => `- ${prose(item)}`)] : []),
  ];
}
