import type { CauseReport } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { evidenceLines } from '../text/evidence.js';
import { retryWords } from '../text/retry-words.js';
import { loadStyle } from '../text/style.js';
import { code, fenced, link, prose } from './escape.js';

/** A quotation in a ticket that is wider than this scrolls. */
const QUOTE_WIDTH = 100;

/** A cause in full: what, why, where it shows, what to do, when to send again. */
export async function causeBlocks(cause: CauseReport, context: RenderContext): Promise<string[][]> {
  const evidence = evidenceLines(
    cause.evidence,
    { ...context, width: QUOTE_WIDTH },
    await loadStyle(false),
    '',
  );
  return [
    [`#### ${certainty(cause, context)}: ${prose(cause.title)} (${code(cause.id)})`],
    cause.explanation === cause.title ? [] : [prose(cause.explanation)],
    evidence.length > 0 ? fenced(evidence, 'text') : [],
    ...cause.fixes.flatMap(({ say, run }) => [
      [`**Fix:** ${prose(say)}`],
      run === undefined ? [] : fenced([run], 'sh'),
    ]),
    [`**Retry:** ${prose(retryWords(cause.retry))}`],
    cause.folded.length > 0 ? [`**Explains:** ${cause.folded.map(code).join(', ')}`] : [],
    context.all && cause.factors
      ? ['**Weighed:**', '', ...cause.factors.map(({ says, factor }) => `- × ${factor} ${prose(says)}`)]
      : [],
    cause.references.length > 0 ? [`**See:** ${cause.references.map(link).join(', ')}`] : [],
  ];
}

/** An alternative in one line. */
export function alternative(cause: CauseReport, context: RenderContext): string {
  return `- ${certainty(cause, context)}: ${prose(cause.title)} (${code(cause.id)})`;
}

function certainty({ certainty: word, probability }: CauseReport, { all }: RenderContext): string {
  return all ? `${word} ${probability}` : word;
}
