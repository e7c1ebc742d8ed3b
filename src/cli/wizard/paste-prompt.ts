import { StringDecoder } from 'node:string_decoder';
import { stripControls } from '../../report/strip-controls.js';
import { count, wrap } from '../../report/text/lines.js';
import type { Style } from '../../report/text/style.js';
import { textWidth } from '../../report/text/width.js';
import type { Terminal } from '../io.js';
import { asideRow } from './aside-row.js';
import { asideKeys } from './asides.js';
import { bracketedPaste } from './bracketed-paste.js';
import { nextPiece } from './next-piece.js';
import { type PasteEnd, PastedText } from './pasted-text.js';
import { type Aside, Interrupted, type Reply } from './prompts.js';

interface Asked {
  readonly question: string;
  readonly asides: readonly Aside[];
  readonly style: Style;
  /** Ends the wait, as Ctrl-C does. */
  readonly signal: AbortSignal;
}

const HOW_TO_END = 'Ctrl-D, or Enter on two empty lines, ends it.';

/**
 * Asks for many lines. What is pasted is counted, not shown: it may hold credentials, control sequences and a
 * megabyte. Keys are read without readline, which measures its whole line at every one.
 */
export async function askPaste(terminal: Terminal, asked: Asked): Promise<Reply<string>> {
  const { input, output } = terminal;
  const { question, asides, style } = asked;
  const width = (output.columns || 80) - 1;
  const head = [
    ...wrap(question, width).map(style.bold),
    ...wrap(HOW_TO_END, width).map(style.dim),
    ...asideRow(asides, width, style, 'Tab, then: '),
  ];
  output.write(`${head.join('\n')}\n`);
  const pasted = new PastedText(asides);
  input.setRawMode(true);
  output.write(bracketedPaste.on);
  try {
    const end = await readPaste(terminal, pasted, asked);
    if (end === 'interrupted') {
      output.write('\n');
      throw new Interrupted();
    }
    output.write(`\r\x1b[2K${style.name(end === 'done' ? sizeOf(pasted) : asideKeys[end].say)}\n`);
    return end === 'done' ? { is: 'answer', value: pasted.text } : { is: end };
  } finally {
    output.write(bracketedPaste.off);
    input.setRawMode(false);
  }
}

async function readPaste(
  { input, output }: Terminal,
  pasted: PastedText,
  { asides, signal }: Asked,
): Promise<PasteEnd> {
  const draw = (say = liveLine(pasted, asides)) => {
    const columns = (output.columns || 80) - 1;
    output.write(`\r\x1b[2K${lastColumns(say, columns)}`);
  };
  const decoder = new StringDecoder('utf8');
  draw();
  for (;;) {
    const bytes = await nextPiece(input, signal);
    const { typed } = pasted;
    const piece = bytes && decoder.write(bytes);
    const end = piece === undefined ? 'interrupted' : pasted.read(piece);
    if (end === 'done' && pasted.text.trim() === '') draw('Nothing was pasted yet.\n');
    else if (end) return end;
    // What was typed stays to be read, as in every editor.
    else if (piece === '\r' && typed !== '') output.write('\n');
    draw();
  }
}

function liveLine(pasted: PastedText, asides: readonly Aside[]): string {
  const { asideIsNext, endsNext, typed } = pasted;
  if (asideIsNext) return `Press ${asides.map((aside) => asideKeys[aside].key).join(', ')}: `;
  if (endsNext) return 'Enter again ends it';
  if (typed !== '' || pasted.bytes === 0) return `> ${stripControls(typed, 'join')}`;
  return `${sizeOf(pasted)} > `;
}

function sizeOf({ lines, bytes }: PastedText): string {
  const size = bytes < 1000 ? count(bytes, 'byte') : `${Math.round(bytes / 1000)} kB`;
  return `${count(lines, 'line')}, ${size}`;
}

/** The end of a line, where it is too wide: that is where something changes. */
function lastColumns(line: string, columns: number): string {
  let characters = [...line.slice(-columns * 2)];
  while (textWidth(characters.join('')) > columns) characters = characters.slice(1);
  return characters.join('');
}
