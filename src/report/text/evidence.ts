import type { EvidenceReport, Position } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { stripControls } from '../strip-controls.js';
import { fileWords } from './file-words.js';
import { groupBy } from '../../group-by.js';
import { wrap } from './lines.js';
import { type Snippet, snippet } from './snippet.js';
import type { Style } from './style.js';
import { textWidth } from './width.js';

const NARROWEST_QUOTE = 24;
const LONGEST_NAME = 24;

/** Evidence as lines: quoted from the input with carets where it has a place, a plain bullet where it has none. */
export function evidenceLines(
  evidence: readonly EvidenceReport[],
  context: RenderContext,
  style: Style,
  indent: string,
): string[] {
  const gutter = Math.max(0, ...evidence.map(({ at }) => (at ? textWidth(label(at)) : 0)));
  const quoted: string[] = [];
  const bullets: string[] = [];
  for (const group of groupBy(evidence, placeKey).values()) {
    const says = group.map((one) => one.says);
    const at = group[0]?.at;
    const input = at && context.inputs.get(at.file);
    const room = Math.max(NARROWEST_QUOTE, context.width - indent.length - gutter - 3);
    const quote = at && input && snippet(input, at, context.mask, room);
    if (at && quote) {
      const source = `${indent}${' '.repeat(gutter - textWidth(label(at)))}${label(at)} | `;
      const margin = `${indent}${' '.repeat(gutter)} | `;
      quoted.push(style.dim(source) + quote.line, ...caretLines(quote, says, margin, context.width, style));
    } else {
      bullets.push(
        ...says.flatMap((one) => wrap(at ? `${label(at)}: ${one}` : one, context.width, `${indent}- `)),
      );
    }
  }
  return [...quoted, ...bullets];
}

/** What is said about one place is printed under one quotation. */
function placeKey(one: EvidenceReport): string | EvidenceReport {
  return one.at ? `${one.at.offset} ${one.at.length} ${one.at.file}` : one;
}

/** The carets with the sentence behind them when it fits, below them otherwise. */
function caretLines(
  quote: Snippet,
  says: readonly string[],
  margin: string,
  width: number,
  style: Style,
): string[] {
  const [sentence = '', ...more] = says;
  const carets = '^'.repeat(quote.width);
  const marked = `${margin}${' '.repeat(quote.column)}${style.alarm(carets)}`;
  const behind = textWidth(margin) + quote.column + quote.width + 1;
  const fits = more.length === 0 && !sentence.includes('\n') && behind + textWidth(sentence) <= width;
  if (fits) return [`${marked} ${sentence}`];
  return [marked, ...says.flatMap((one) => wrap(one, width, margin, margin))];
}

/** `call.har:120`; the folders stand in the headline, and a long name keeps its end. */
function label(at: Position): string {
  const name = stripControls(fileWords(at.file), 'join').replace(/^.*[/\\](?=.)/, '');
  const short = name.length > LONGEST_NAME ? `...${name.slice(-LONGEST_NAME)}` : name;
  return `${short}:${at.line}`;
}
