import { asideOf } from './asides.js';
import type { Aside } from './prompts.js';

/** What the keys read so far amount to; undefined while more is to come. */
export type PasteEnd = 'done' | 'interrupted' | Aside;

const BEGIN = '\x1b[200~';
const END = '\x1b[201~';

/** What arrows and other keys send that move nothing here, and keys with Alt. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SEQUENCE = /\x1b(?:[[O][0-?]*[ -/]*[@-~]|[^\r\n])?/g;

/**
 * Many lines from a terminal in raw mode, put together from the pieces in which they arrive. Within the brackets of a
 * paste nothing is a key; without brackets, a piece that holds a line end among other characters cannot have been
 * typed. Two empty lines typed, or Ctrl-D, end it: one empty line stands in every HTTP message.
 */
export class PastedText {
  /** The line being typed. */
  typed = '';
  /** Whether the next key chooses what is offered besides an answer. */
  asideIsNext = false;
  bytes = 0;
  #lineEnds = 0;
  readonly #asides: readonly Aside[];
  readonly #parts: string[] = [];
  #pasting = false;
  #unfinished = '';
  #emptyLines = 0;

  /** @param asides what Tab and a key choose on a line that is still empty */
  constructor(asides: readonly Aside[]) {
    this.#asides = asides;
  }

  /** Takes the next piece, decoded. */
  read(piece: string): PasteEnd | undefined {
    // Alone it is always the key, also where the end of a paste got lost.
    if (piece === '\x03') return 'interrupted';
    // Whoever reads on after the end begins anew.
    if (this.#emptyLines === 2) this.#emptyLines = 0;
    let rest = this.#unfinished + piece;
    this.#unfinished = '';
    while (rest !== '') {
      const mark = this.#pasting ? END : BEGIN;
      const at = rest.indexOf(mark);
      const kept = at < 0 ? beginOf(mark, rest) : 0;
      const text = at < 0 ? rest.slice(0, rest.length - kept) : rest.slice(0, at);
      this.#unfinished = rest.slice(rest.length - kept);
      rest = at < 0 ? '' : rest.slice(at + mark.length);
      if (this.#pasting) this.#add(text);
      else {
        const end = this.#take(text);
        if (end) return end;
      }
      if (at >= 0) this.#pasting = !this.#pasting;
    }
    return undefined;
  }

  /** Whether one more empty line ends it. */
  get endsNext(): boolean {
    return this.#emptyLines === 1 && this.typed === '';
  }

  /** How many lines there are, the last one also where no line end follows it. */
  get lines(): number {
    const open = this.typed !== '' || !/[\r\n]$/.test(this.#parts.at(-1) ?? '\n');
    return this.#lineEnds + (open ? 1 : 0);
  }

  /** All of it, with line feeds for line ends and without the empty lines that ended it. */
  get text(): string {
    return (this.#parts.join('') + this.#waiting).replace(/\r\n?/g, '\n');
  }

  #take(piece: string): PasteEnd | undefined {
    const keys = piece.replace(SEQUENCE, '');
    if (keys === '') return undefined;
    if (this.asideIsNext) {
      this.asideIsNext = false;
      return asideOf(keys, this.#asides);
    }
    if (keys === '\t' && this.typed === '') {
      this.asideIsNext = this.#asides.length > 0;
      return undefined;
    }
    const [before = '', ...after] = keys.split('\x04');
    if (before.includes('\x03')) return 'interrupted';
    if (before === '\r' || before === '\n') this.#enter();
    else if (/[\r\n]/.test(before)) this.#add(before);
    else this.#type(before);
    if (after.length === 0 && this.#emptyLines < 2) return undefined;
    if (this.typed !== '') this.#add('');
    return 'done';
  }

  #enter(): void {
    if (this.typed === '') this.#emptyLines += 1;
    else this.#add('\n');
  }

  #type(keys: string): void {
    for (const key of keys) {
      if (key === '\x7f' || key === '\b') this.typed = [...this.typed].slice(0, -1).join('');
      else if (key === '\x15') this.typed = '';
      else if (key === '\t' || /\P{Cc}/u.test(key)) this.typed += key;
    }
  }

  /** Adds what belongs to the text for good, behind what was typed before it. */
  #add(text: string): void {
    const whole = '\n'.repeat(this.#emptyLines) + this.typed + text;
    this.#parts.push(whole);
    this.#lineEnds += whole.match(/\r\n?|\n/g)?.length ?? 0;
    this.bytes += Buffer.byteLength(whole);
    this.typed = '';
    this.#emptyLines = 0;
  }

  /** Empty lines are part of the text only where something follows them. */
  get #waiting(): string {
    return this.typed === '' ? '' : '\n'.repeat(this.#emptyLines) + this.typed;
  }
}

/** How many characters at the end of a text may begin a mark whose rest has not arrived. */
function beginOf(mark: string, text: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}
