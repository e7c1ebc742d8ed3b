import type { Input } from '../../input/input.js';
import type { Position } from '../diagnosis.js';
import type { Mask } from '../mask.js';
import { hidesCharacters, stripControls, visibleForm } from '../strip-controls.js';
import { undump } from './dump-rows.js';
import { characterWidth, textWidth } from './width.js';

/** A quoted line of the input and what to mark in it; columns count from 0 and are terminal cells. */
export interface Snippet {
  readonly line: string;
  readonly column: number;
  readonly width: number;
}

/** Bytes read on both sides of the caret: more than any token that is recognised by its shape alone. */
const CONTEXT = 16_384;
/** A longer stretch is marked at its beginning only. */
const LONGEST_MARK = 4096;
/** Characters on both sides of the mark that are measured: more than the widest terminal shows. */
const NEAR = 2048;
const CUT = '...';

/**
 * The line around a position, cut to a width. A capture may be one line of many megabytes: only a window around
 * the position is decoded, it is masked as a whole, and only then cut, so that no secret is shown in part.
 * Undefined when the position lies outside the input, or when characters that do not show hide a secret from the
 * mask: without them it could be read.
 */
export function snippet(input: Input, position: Position, mask: Mask, width: number): Snippet | undefined {
  if (position.offset > input.bytes.length) return undefined;
  const undumped = undump(input, position.offset);
  return undumped
    ? quote(undumped.input, undumped.offset, position.length, mask, width)
    : quote(input, position.offset, position.length, mask, width);
}

function quote(input: Input, offset: number, length: number, mask: Mask, width: number): Snippet | undefined {
  const { bytes } = input;
  const end = Math.min(bytes.length, offset + Math.min(length, LONGEST_MARK));
  const context = CONTEXT + mask.longest * 4;
  const from = characterStart(bytes, Math.max(0, offset - context));
  const to = characterStart(bytes, Math.min(bytes.length, end + context));
  const text = (start: number, stop: number) => decoder.decode(bytes.subarray(start, stop));
  const source = text(from, to);
  const masked = mask.spans(source);
  if (hidesCharacters(source) && mask.text(stripControls(source)) !== stripControls(masked.text))
    return undefined;
  const markStart = masked.map(text(from, offset).length);
  const markEnd = masked.map(text(from, end).length, 'end');
  const lineStart = markStart === 0 ? 0 : masked.text.lastIndexOf('\n', markStart - 1) + 1;
  const newline = masked.text.indexOf('\n', markStart);
  const lineEnd = newline < 0 ? masked.text.length : newline;
  const near = Math.max(lineStart, markStart - NEAR);
  const line = masked.text.slice(near, Math.min(lineEnd, markEnd + NEAR));
  const marksNewline = markStart === newline && markEnd > markStart;
  const cells = cellsOf(marksNewline ? `${line}\n` : line, markStart - near, markEnd - near);
  return cut(cells, width);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The start of the UTF-8 sequence that an offset points into. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && start > offset - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly marked: boolean;
}

function cellsOf(line: string, markStart: number, markEnd: number): Cell[] {
  const cells: Cell[] = [];
  const marked = line.slice(markStart, Math.max(markEnd, markStart));
  const inner = {
    start: markStart + marked.length - marked.trimStart().length,
    end: markStart + marked.trimEnd().length,
  };
  let index = 0;
  for (const character of line) {
    const isMarked = index >= markStart && index < markEnd;
    const isEdge = isMarked && (index < inner.start || index >= inner.end);
    const text = shownAs(character, isMarked, isEdge, index + 1 === line.length);
    cells.push({ text, width: textWidth(text), marked: isMarked });
    index += character.length;
  }
  return cells;
}

/** White space at the edge of what is marked is the point of it; a tab elsewhere or the CR of a line end is not. */
function shownAs(character: string, isMarked: boolean, isEdge: boolean, isLast: boolean): string {
  if (character === ' ') return isEdge ? '·' : ' ';
  if (!isMarked && character === '\t') return ' ';
  if (!isMarked && character === '\r' && isLast) return '';
  return (
    visibleForm(character) ?? (characterWidth(character) === 0 && isMarked ? codePoint(character) : character)
  );
}

function codePoint(character: string): string {
  return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
}

/** Keeps the mark in view with a third of the width before it. */
function cut(cells: readonly Cell[], width: number): Snippet {
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const first = cells.findIndex((cell) => cell.marked);
  const mark = first < 0 ? cells.length : first;
  if (total <= width) return view(cells, 0, cells.length, mark);
  const room = width - 2 * CUT.length;
  const marked = cells.slice(mark).reduce((sum, cell) => sum + (cell.marked ? cell.width : 0), 0);
  const before = Math.max(Math.floor(room / 3), Math.min(room - marked, Math.floor(room / 2)));
  let start = mark;
  for (let used = 0; start > 0 && used + widthOf(cells, start - 1) <= before; start--)
    used += widthOf(cells, start - 1);
  let end = start;
  let used = 0;
  for (; end < cells.length && used + widthOf(cells, end) <= room; end++) used += widthOf(cells, end);
  for (; start > 0 && used + widthOf(cells, start - 1) <= room; start--) used += widthOf(cells, start - 1);
  return view(cells, start, end, mark);
}

function widthOf(cells: readonly Cell[], index: number): number {
  return cells[index]?.width ?? 0;
}

function view(cells: readonly Cell[], start: number, end: number, mark: number): Snippet {
  const shown = cells.slice(start, end);
  const text = shown.map((cell) => cell.text).join('');
  const lead = start > 0 ? CUT : '';
  const marked = shown.filter((cell) => cell.marked);
  return {
    line: `${lead}${text}${end < cells.length ? CUT : ''}`.trimEnd(),
    column: textWidth(lead) + cells.slice(start, mark).reduce((sum, cell) => sum + cell.width, 0),
    width: Math.max(
      1,
      marked.reduce((sum, cell) => sum + cell.width, 0),
    ),
  };
}
