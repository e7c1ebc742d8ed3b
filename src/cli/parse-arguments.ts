import { nearest } from '../nearest.js';
import type { Command, Option } from './command.js';
import { attributeOf, longName, spellingsOf, takesValue } from './option-flags.js';
import { UsageError } from './usage-error.js';

const HELP: Option = { flags: '-h, --help', summary: 'show this help' };
const VERSION: Option = { flags: '-V, --version', summary: 'show the version' };
const OURS_FIRST = 'before -- stand options of errdoctor, behind it all words of the other program';

export type Parsed =
  | {
      readonly is: 'call';
      /** undefined when no command was named. */
      readonly command: Command | undefined;
      readonly arguments: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
    }
  | {
      readonly is: 'help';
      /** A command and the one inside it; none is the program itself. */
      readonly of: readonly Command[];
      /** What was written is no call. */
      readonly failed: boolean;
    }
  | { readonly is: 'version' };

export interface Program {
  readonly commands: readonly Command[];
  readonly bare: Command;
}

/**
 * Reads a command line. Without a command's name the options of `bare` hold, before or after the words.
 *
 * @throws UsageError for what no command understands
 */
export function parseArguments(argv: readonly string[], { commands, bare }: Program): Parsed {
  if (argv[0] === 'help') return helpFor(argv.slice(1), commands);
  const path: Command[] = [];
  const given = new Map<string, Given>();
  let words = argv;
  for (;;) {
    const command = path.at(-1);
    const { options = [], passesOn } = command ?? bare;
    const inner = command ? (command.commands ?? []) : commands;
    const own = passesOn && !words.includes('--') && !isHelp(words) ? ['--', ...words] : words;
    const line = hinting(passesOn, () =>
      readLine(own, [...options, HELP, ...(command ? [] : [VERSION])], inner),
    );
    if (line.given.has('help')) return { is: 'help', of: path, failed: false };
    if (line.given.has('version')) return { is: 'version' };
    if (line.unknown !== undefined) throw unknownOption(line.unknown, options, passesOn);
    for (const [name, one] of line.given) given.set(name, one);
    if (!line.command) return hinting(passesOn, () => call(path, command ?? bare, line, given));
    path.push(line.command);
    words = line.rest;
  }
}

function helpFor(names: readonly string[], commands: readonly Command[]): Parsed {
  const of: Command[] = [];
  for (const name of names) {
    const inner = (of.length === 0 ? commands : of.at(-1)?.commands)?.find((one) => one.name === name);
    if (!inner) return { is: 'help', of, failed: true };
    of.push(inner);
  }
  return { is: 'help', of, failed: false };
}

function isHelp(words: readonly string[]): boolean {
  return words.length === 0 || (words.length === 1 && spellingsOf(HELP).includes(words[0] as string));
}

/** An option that was given, with its value; of one that takes none the value is true. */
interface Given {
  readonly option: Option;
  readonly value: unknown;
}

interface Line {
  readonly given: Map<string, Given>;
  readonly words: string[];
  /** How many of the words stand before the first `--`. */
  before: number;
  unknown?: string;
  /** The command that was named before any other word, and what follows. */
  command?: Command;
  rest: readonly string[];
}

/** Options and words up to the name of a command. */
function readLine(argv: readonly string[], options: readonly Option[], commands: readonly Command[]): Line {
  const line: Line = { given: new Map(), words: [], before: 0, rest: [] };
  const waiting = [...argv];
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--') {
      line.words.push(...waiting);
      break;
    }
    if (isOption(word)) {
      readOption(word, waiting, options, line);
      continue;
    }
    const command = line.before === 0 ? commands.find(({ name }) => name === word) : undefined;
    if (command) return { ...line, command, rest: waiting };
    line.words.push(word);
    line.before++;
  }
  return line;
}

/** A negative number is a value, a hyphen alone is standard input. */
function isOption(word: string): boolean {
  return /^-./.test(word) && !/^-(?:\d+|\d*\.\d+)$/.test(word);
}

/** `--long`, `--long=value`, `-s`, `-svalue`, and several short ones in one word. */
function readOption(word: string, waiting: string[], options: readonly Option[], line: Line): void {
  const [, spelling = word, attached] = /^(--[^=]+)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word) ?? [];
  const option = options.find((one) => spellingsOf(one).includes(spelling));
  const isShort = !word.startsWith('--');
  if (!option || (attached !== undefined && !isShort && !takesValue(option))) {
    line.unknown ??= word;
    return;
  }
  const name = attributeOf(option);
  if (!takesValue(option)) {
    line.given.set(name, { option, value: true });
    if (attached !== undefined) waiting.unshift(`-${attached}`);
    return;
  }
  const text = attached ?? waiting.shift();
  if (text === undefined) throw new UsageError(`option '${option.flags}' argument missing`);
  line.given.set(name, { option, value: readValue(option, text, line.given.get(name)?.value) });
}

function readValue(option: Option, text: string, before: unknown): unknown {
  const { flags, choices, perScheme, repeatable, read } = option;
  if (repeatable) return [...((before as readonly string[] | undefined) ?? []), text];
  const invalid = `option '${flags}' argument '${text}' is invalid.`;
  if (!read) {
    if (!choices || perScheme || choices.includes(text)) return text;
    throw new UsageError(`${invalid} Allowed choices are ${choices.join(', ')}.`);
  }
  try {
    return read(text);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${invalid} ${error.message}`);
    throw error;
  }
}

/** What a command line asks for, once it is clear which command it names. */
function call(
  path: readonly Command[],
  command: Command,
  { words, before }: Line,
  given: ReadonlyMap<string, Given>,
): Parsed {
  const [word] = words;
  if (!command.run) {
    if (word === undefined) return { is: 'help', of: path, failed: true };
    throw new UsageError(`unknown command '${word}'${didYouMean(word, command.commands ?? [])}`);
  }
  const known = new Set((command.options ?? []).map(attributeOf));
  for (const [name, { option }] of given)
    if (!known.has(name)) throw new UsageError(`option '--${longName(option)}' is not for '${command.name}'`);
  if (command.passesOn && before > 0) throw new UsageError(OURS_FIRST);
  checkWords(words, command);
  const options = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  return { is: 'call', command: path.at(-1), arguments: words, options };
}

function checkWords(words: readonly string[], { name, arguments: wanted = [] }: Command): void {
  const missing = wanted[words.length];
  if (missing?.syntax.startsWith('<'))
    throw new UsageError(`missing required argument '${missing.syntax.slice(1, -1).replace('...', '')}'`);
  if (words.length <= wanted.length || wanted.at(-1)?.syntax.includes('...')) return;
  const expected = `${wanted.length} argument${wanted.length === 1 ? '' : 's'}`;
  throw new UsageError(`too many arguments for '${name}'. Expected ${expected} but got ${words.length}.`);
}

function unknownOption(word: string, options: readonly Option[], passesOn: true | undefined): UsageError {
  const [spelling = word] = word.split('=');
  const names = options.map((option) => ({ name: `--${longName(option)}` }));
  const meant = spelling.startsWith('--') ? didYouMean(spelling, names) : '';
  return new UsageError(`unknown option '${word}'${meant}${passesOn ? `\n(${OURS_FIRST})` : ''}`);
}

function didYouMean(word: string, known: readonly { readonly name: string }[]): string {
  const meant = nearest(
    word,
    known.map(({ name }) => name),
  );
  return meant === undefined ? '' : `\n(Did you mean ${meant}?)`;
}

/** What goes wrong before the words of another program may be one of them. */
function hinting<T>(passesOn: true | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!passesOn || !(error instanceof UsageError) || error.message === OURS_FIRST) throw error;
    throw new UsageError(`${error.message}\n(${OURS_FIRST})`);
  }
}
