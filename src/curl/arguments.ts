import type { OptionTable } from './option-table.js';

/** One option of a curl command line or of a configuration file. */
export interface CurlOption {
  /** Long name, without `no-`; what the installed curl does not know stands as written. */
  readonly name: string;
  /** False for `--no-verbose`. */
  readonly on: boolean;
  readonly value?: string | undefined;
  /** How often the letter stands in its word: `-vv`. */
  readonly times: number;
  readonly known: boolean;
}

export interface CurlArguments {
  readonly options: readonly CurlOption[];
  readonly urls: readonly string[];
  /** Where further options may be put: before a `--`, else at the end. */
  readonly end: number;
  /** The last option lacks its value, which curl refuses. */
  readonly cutOff: boolean;
}

/** Takes the words of a curl command line apart as curl itself does (curl's manual, "OPTIONS"). */
export function readArguments(words: readonly string[], table: OptionTable): CurlArguments {
  const options: CurlOption[] = [];
  const urls: string[] = [];
  const separator = { at: words.length };
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] as string;
    if (word === '--') {
      separator.at = index;
      urls.push(...words.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      urls.push(word);
      continue;
    }
    const read = readOption(word, words[index + 1], table);
    options.push(...read.options);
    if (read.tookNext) index++;
  }
  return { options, urls, end: separator.at, cutOff: index > words.length };
}

/**
 * Reads one word that begins with a hyphen.
 *
 * @param next the word behind it, which may be its value
 */
export function readOption(
  word: string,
  next: string | undefined,
  table: OptionTable,
): { readonly options: readonly CurlOption[]; readonly tookNext: boolean } {
  if (word.startsWith('--')) {
    const [, written = '', attached] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const option = longOption(written, table);
    // curl 8.16 and newer; older ones refuse it.
    if (attached !== undefined) return { options: [{ ...option, value: attached }], tookNext: false };
    const tookNext = option.known && option.on && table.takesValue(option.name);
    return { options: [tookNext ? { ...option, value: next } : option], tookNext };
  }
  const options: CurlOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string;
    const name = table.letter(letter);
    const times = word.slice(0, at + 1).split(letter).length - 1;
    const option = { name: name ?? letter, on: true, times, known: name !== undefined };
    if (name === undefined || !table.takesValue(name)) {
      options.push(option);
      continue;
    }
    const attached = word.slice(at + 1);
    options.push({ ...option, value: attached || next });
    return { options, tookNext: attached === '' };
  }
  return { options, tookNext: false };
}

function longOption(written: string, table: OptionTable): CurlOption {
  // `--expand-data` is `--data` with variables put in.
  const plain = written.replace(/^expand-/, '');
  const name = table.resolve(plain);
  if (name !== undefined) return { name, on: true, times: 1, known: true };
  const negated = plain.startsWith('no-') ? table.resolve(plain.slice(3)) : undefined;
  return negated === undefined
    ? { name: plain, on: true, times: 1, known: false }
    : { name: negated, on: false, times: 1, known: true };
}
