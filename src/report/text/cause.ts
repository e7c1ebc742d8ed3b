import type { CauseReport, Certainty } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { evidenceLines } from './evidence.js';
import { command, LABEL, labelled, wrap } from './lines.js';
import { retryWords } from './retry-words.js';
import type { Style } from './style.js';

/** A cause in full: what, why, where it shows, what to do, when to send again. */
export function causeLines(
  cause: CauseReport,
  context: RenderContext,
  style: Style,
  indent: string,
): string[] {
  const inner = `${indent}  `;
  const { width } = context;
  const explanation = cause.explanation === cause.title ? [] : wrap(cause.explanation, width, inner);
  const evidence = evidenceLines(cause.evidence, context, style, inner);
  return [
    `${indent}${certaintyWord(cause, context, style[COLOUR[cause.certainty]])}  ${style.name(cause.id)}`,
    ...wrap(cause.title, width, inner).map(style.bold),
    ...explanation,
    ...(evidence.length > 0 ? ['', ...evidence] : []),
    ...(context.all ? factorLines(cause, inner, width) : []),
    '',
    ...cause.fixes.flatMap(({ say, run }) => [
      ...labelled(inner, 'fix', say, width),
      ...(run === undefined ? [] : command(run, `${inner}${' '.repeat(LABEL)}  `).map(style.good)),
    ]),
    ...labelled(inner, 'retry', retryWords(cause.retry), width),
    ...(cause.folded.length > 0 ? labelled(inner, 'explains', cause.folded.join(', '), width) : []),
    ...(context.all ? cause.references.map((reference) => `${inner}${'see'.padEnd(LABEL)}${reference}`) : []),
    ...labelled(inner, 'more', `errdoctor explain ${cause.id}`, width),
  ];
}

/** An alternative in one line. */
export function alternativeLine(
  cause: CauseReport,
  context: RenderContext,
  style: Style,
  indent: string,
): string[] {
  const head = `${indent}${certaintyWord(cause, context, asItIs).padEnd(8)}  ${cause.id}  `;
  const [first = head, ...rest] = wrap(cause.title, context.width, head, `${indent}${' '.repeat(10)}`);
  return [first.replace(cause.id, () => style.name(cause.id)), ...rest];
}

const asItIs = (text: string) => text;

const COLOUR: Record<Certainty, keyof Style> = {
  proven: 'alarm',
  stated: 'alarm',
  likely: 'warn',
  possible: 'dim',
};

function certaintyWord(cause: CauseReport, { all }: RenderContext, paint: (text: string) => string): string {
  return paint(all ? `${cause.certainty} ${cause.probability}` : cause.certainty);
}

function factorLines(cause: CauseReport, indent: string, width: number): string[] {
  const factors = cause.factors ?? [];
  if (factors.length === 0) return [];
  return [
    '',
    ...factors.flatMap(({ says, factor }) => wrap(says, width, `${indent}x ${String(factor).padEnd(6)}  `)),
  ];
}
