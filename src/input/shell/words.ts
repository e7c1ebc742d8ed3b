import { Stretch, type Piece } from '../curl/stretch.js';

/** A word of a command line, as the program receives it. */
export interface Word {
  /** One character per byte, without quotes and escapes. */
  readonly text: string;
  readonly stretch: Stretch;
  /** Each character stands in the input as it is, escapes apart. */
  readonly literal: boolean;
  /** The shell puts something into it that is not written here: `$TOKEN`, `$(date)`, `%KEY%`. */
  readonly expands: boolean;
}

export interface CommandLine {
  readonly words: readonly Word[];
  /** Offset behind the command. */
  readonly end: number;
}

/** Collects the characters of a word with the places that they come from. */
class WordBuilder {
  #pieces: Piece[] = [];
  #text = '';
  #start = 0;
  literal = true;
  expands = false;
  /** Set by a quote too: `''` is a word. */
  begun = false;

  add(text: string, start: number): void {
    this.begun = true;
    if (this.#text !== '' && this.#start + this.#text.length !== start) this.#flush();
    if (this.#text === '') this.#start = start;
    this.#text += text;
  }

  /** A character that is written in another way: its place is that of its escape. */
  translate(text: string, start: number): void {
    this.literal = false;
    this.add(text, start);
  }

  take(): Word {
    this.#flush();
    const stretch = new Stretch(this.#pieces);
    const word = { text: stretch.text, stretch, literal: this.literal, expands: this.expands };
    this.#pieces = [];
    this.literal = true;
    this.expands = false;
    this.begun = false;
    return word;
  }

  #flush(): void {
    if (this.#text !== '') this.#pieces.push({ text: this.#text, start: this.#start });
    this.#text = '';
  }
}

const VARIABLE = /\$(?:[A-Za-z_{(?!#@*]|\d)/y;
const ANSI =
  /\\(?:([abeEfnrtv\\'"?])|x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3}))/y;
const ANSI_LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ENDS = new Set(['\n', ';', '|', '&', '>', '<']);

/**
 * The words of the command that begins at an offset, as a POSIX shell splits them (XCU, section 2.2), with bash's
 * `$'…'`; a line that ends in PowerShell's backtick goes on too.
 * @param text one character per byte.
 */
export function shellWords(text: string, from: number): CommandLine {
  const words: Word[] = [];
  const word = new WordBuilder();
  let quote: '' | '"' | "'" | "$'" = '';
  let offset = from;
  for (; offset < text.length; offset++) {
    const character = text[offset] as string;
    if (quote === "'") {
      if (character === "'") quote = '';
      else word.add(character, offset);
    } else if (quote === "$'") {
      if (character === "'") quote = '';
      else if (character === '\\') offset = addAnsi(word, text, offset) - 1;
      else word.add(character, offset);
    } else if (character === '\\' || (character === '`' && continues(text, offset))) {
      const width = continues(text, offset);
      if (width > 0) offset += width;
      else if (quote === '"' && !/["\\$`]/.test(text[offset + 1] ?? '')) word.add(character, offset);
      else if (offset + 1 < text.length) word.add(text[++offset] as string, offset);
    } else if (character === '$' && text[offset + 1] === "'" && quote === '') {
      quote = "$'";
      word.begun = true;
      offset++;
    } else if (character === '"') {
      quote = quote === '"' ? '' : '"';
      word.begun = true;
    } else if (quote === '"') {
      addPlain(word, text, offset);
    } else if (character === "'") {
      quote = "'";
      word.begun = true;
    } else if (character === ' ' || character === '\t' || character === '\r' || ENDS.has(character)) {
      if (word.begun) words.push(word.take());
      if (ENDS.has(character)) break;
    } else addPlain(word, text, offset);
  }
  if (word.begun) words.push(word.take());
  return { words, end: offset };
}

/**
 * The words of a command for Windows' cmd.exe: `^` escapes, and the program itself splits at quotes (the rules of
 * the Microsoft C runtime). Browsers copy commands so.
 */
export function cmdWords(text: string, from: number): CommandLine {
  const words: Word[] = [];
  const word = new WordBuilder();
  let quoted = false;
  let offset = from;
  for (; offset < text.length; offset++) {
    if (text[offset] === '^') {
      const width = continues(text, offset);
      if (width > 0) {
        // An empty line behind it is a line feed of the value itself.
        if (quoted && text[offset + width + 1] === '\n') word.translate('\n', offset + width);
        offset += quoted && text[offset + width + 1] === '\n' ? width + 1 : width;
        continue;
      }
      offset++;
    }
    const character = text[offset] ?? '';
    const next = text[offset + 1] === '^' ? offset + 2 : offset + 1;
    if (character === '\\' && (text[next] === '"' || text[next] === '\\') && (quoted || text[next] === '"')) {
      word.add(text[next] as string, next);
      offset = next;
    } else if (character === '"') {
      quoted = !quoted;
      word.begun = true;
    } else if (!quoted && /[ \t\r\n]/.test(character)) {
      if (word.begun) words.push(word.take());
      if (character === '\n') break;
    } else {
      if (/^%[A-Za-z_]\w{0,60}%/.test(text.slice(offset, offset + 64))) word.expands = true;
      word.add(character, offset);
    }
  }
  if (word.begun) words.push(word.take());
  return { words, end: Math.min(offset, text.length) };
}

function addPlain(word: WordBuilder, text: string, offset: number): void {
  VARIABLE.lastIndex = offset;
  if (VARIABLE.test(text) || text[offset] === '`') word.expands = true;
  word.add(text[offset] as string, offset);
}

/** One escape of `$'…'`; returns the offset behind it. */
function addAnsi(word: WordBuilder, text: string, offset: number): number {
  ANSI.lastIndex = offset;
  const match = ANSI.exec(text);
  if (!match) {
    word.add('\\', offset);
    return offset + 1;
  }
  const [whole, letter, byte, short, long, octal] = match;
  const end = offset + whole.length;
  if (letter && !ANSI_LETTERS[letter]) word.add(letter, end - 1);
  else if (letter) word.translate(ANSI_LETTERS[letter] as string, offset);
  else {
    const code = Number.parseInt(byte ?? short ?? long ?? (octal as string), octal ? 8 : 16);
    const isByte = byte !== undefined || octal !== undefined;
    const character = isByte ? String.fromCharCode(code & 0xff) : codePoint(code);
    word.translate(character, offset);
  }
  return end;
}

function codePoint(code: number): string {
  return code > 0x10ffff ? '?' : Buffer.from(String.fromCodePoint(code)).toString('latin1');
}

/** How many characters of line break follow an escape character that ends a line; 0 where it does not. */
function continues(text: string, offset: number): number {
  if (text[offset + 1] === '\n') return 1;
  return text[offset + 1] === '\r' && text[offset + 2] === '\n' ? 2 : 0;
}
