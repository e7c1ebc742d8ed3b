import { stripControls } from '../../report/strip-controls.js';
import { count } from '../../report/text/lines.js';
import type { Terminal } from '../io.js';
import { asideKeys, asideOf, sortAsides } from './asides.js';
import { LONGEST_LINE, type PlainInput } from './plain-input.js';
import { type Aside, type Choice, Interrupted, type Reply, type TextOptions } from './prompts.js';
import { MOST_LISTED, searchChoices } from './search-choices.js';

/** What a line amounts to: a reply, or a sentence that says why it is none. */
type Understood<T> = Reply<T> | string;

interface Question<T> {
  /** Lines above the place where the answer is typed. */
  readonly lines: readonly string[];
  readonly asides: readonly Aside[];
  /** Before the letters of asides, where letters are also answers. */
  readonly mark: '' | ':';
  readonly before: string;
  readonly understand: (line: string) => Understood<T>;
}

const CUT = `The terminal cuts lines at ${LONGEST_LINE} bytes, and one was that long. Save the text to a file and name the file when you start.`;

/** Asks one question in plain lines; every method throws `Interrupted`. */
export class PlainQuestions {
  readonly #terminal: Terminal;
  readonly #input: PlainInput;
  readonly #stop: AbortSignal;

  /** @param stop ends the wait for an answer */
  constructor(terminal: Terminal, input: PlainInput, stop: AbortSignal) {
    this.#terminal = terminal;
    this.#input = input;
    this.#stop = stop;
  }

  choose<T>(question: string, choices: readonly Choice<T>[], asides: readonly Aside[]): Promise<Reply<T>> {
    return choices.length > MOST_LISTED
      ? this.#chooseSearched([question, `There are ${choices.length} choices.`], choices, asides)
      : this.#chooseListed(question, choices, asides);
  }

  text(question: string, { asides, check, initial = '' }: TextOptions): Promise<Reply<string>> {
    return this.#ask<string>({
      lines: [question],
      asides,
      mark: ':',
      before: initial === '' ? 'Answer: ' : `Answer (Enter for ${initial}): `,
      understand: (line) => {
        // Lists take the letter alone, so people type it here as well; as a value it would change the diagnosis.
        if (asideOf(line, asides))
          return `Type :${line} for that, or "${line}" in quotes for the letter itself.`;
        const value = line === '' ? initial : line.replace(/^"(.)"$/, '$1');
        const complaint = value === '' ? 'Nothing was typed.' : check?.(value);
        return complaint ?? { is: 'answer', value };
      },
    });
  }

  async paste(question: string, asides: readonly Aside[]): Promise<Reply<string>> {
    const how = 'Paste or type it. A line with a single dot, or Ctrl-D, ends it.';
    this.#say([question, ...asideLine(asides, ':'), how]);
    return this.#until(() => this.#readBlock(asides));
  }

  async secret(question: string, asides: readonly Aside[]): Promise<Reply<string>> {
    this.#say([question, ...asideLine(asides, ':'), 'What you type is not shown.']);
    return this.#until(() => this.#readHidden(asides));
  }

  #ask<T>({ lines, asides, mark, before, understand }: Question<T>): Promise<Reply<T>> {
    this.#say([...lines, ...asideLine(asides, mark)]);
    return this.#until(async () => {
      this.#terminal.output.write(before);
      const { text } = (await this.#input.line(this.#stop)) ?? this.#interrupted();
      return asideIn(text, asides, mark) ?? understand(text.trim());
    });
  }

  #chooseListed<T>(
    question: string,
    choices: readonly Choice<T>[],
    asides: readonly Aside[],
  ): Promise<Reply<T>> {
    const letters = asides.length > 0 ? ', or one of the letters' : '';
    return this.#ask<T>({
      lines: [question, ...choices.map((choice, at) => `${at + 1}. ${described(choice)}`)],
      asides,
      mark: '',
      before: 'Number: ',
      understand: (line) => {
        const chosen = choices.find(
          ({ key, label }, at) =>
            line === String(at + 1) || line === key || line.toLowerCase() === label.toLowerCase(),
        );
        if (chosen) return { is: 'answer', value: chosen.value };
        return `Type a number from 1 to ${choices.length}${letters}.`;
      },
    });
  }

  async #chooseSearched<T>(
    lines: readonly string[],
    choices: readonly Choice<T>[],
    asides: readonly Aside[],
  ): Promise<Reply<T>> {
    const found = await this.#ask<Choice<T>[]>({
      lines,
      asides,
      mark: ':',
      before: 'Part of the name: ',
      understand: (line) => {
        const at = line === '' ? [] : searchChoices(choices, line);
        if (at.length === 0) return 'Nothing of that name. Type a part of it.';
        if (at.length > MOST_LISTED) return `${at.length} have that. Type more of the name.`;
        return { is: 'answer', value: at.map((one) => choices[one] as Choice<T>) };
      },
    });
    if (found.is !== 'answer') return found;
    const reply = await this.#chooseListed(`${count(found.value.length, 'choice')} found.`, found.value, [
      'back',
    ]);
    // Back to the search, not to the question before it.
    return reply.is === 'back' ? this.#chooseSearched([], choices, asides) : reply;
  }

  async #readBlock(asides: readonly Aside[]): Promise<Understood<string>> {
    const lines: string[] = [];
    let ended = false;
    while (!ended) {
      const line = await this.#input.line(this.#stop);
      if (this.#stop.aborted || (line === undefined && lines.length === 0)) this.#interrupted();
      if (line === undefined || line.text === '.') break;
      const aside = lines.length === 0 ? asideIn(line.text, asides, ':') : undefined;
      if (aside) return aside;
      lines.push(line.text);
      ended = line.ended;
    }
    // Ctrl-D leaves the line open that it ends.
    if (ended) this.#say(['']);
    if (lines.some((line) => Buffer.byteLength(line) >= LONGEST_LINE)) return CUT;
    if (lines.every((line) => line.trim() === '')) return 'Nothing was pasted.';
    return { is: 'answer', value: `${lines.join('\n')}\n` };
  }

  async #readHidden(asides: readonly Aside[]): Promise<Understood<string>> {
    const { input, output } = this.#terminal;
    input.setRawMode(true);
    output.write('Secret: ');
    try {
      const { text, more } = (await this.#input.hidden(this.#stop)) ?? this.#interrupted();
      output.write('\n');
      if (more)
        return 'Several lines were pasted. A secret of several lines is read from a file: --secret-file FILE.';
      return (
        asideIn(text, asides, ':') ?? (text === '' ? 'Nothing was typed.' : { is: 'answer', value: text })
      );
    } finally {
      input.setRawMode(false);
    }
  }

  /** Reads until there is a reply, and says each time why it was none. */
  async #until<T>(read: () => Promise<Understood<T>>): Promise<Reply<T>> {
    for (;;) {
      const understood = await read();
      if (typeof understood !== 'string') return understood;
      this.#say([understood]);
    }
  }

  #say(lines: readonly string[]): void {
    this.#terminal.output.write(lines.map((line) => `${line}\n`).join(''));
  }

  #interrupted(): never {
    // The line with the question is still open.
    this.#terminal.output.write('\n');
    throw new Interrupted();
  }
}

function asideLine(asides: readonly Aside[], mark: string): string[] {
  const entries = sortAsides(asides).map((aside) => `${mark}${asideKeys[aside].key} ${asideKeys[aside].say}`);
  return entries.length > 0 ? [`Or type: ${entries.join(', ')}.`] : [];
}

function asideIn(line: string, asides: readonly Aside[], mark: string): { is: Aside } | undefined {
  const typed = line.trim().toLowerCase();
  const is = typed.startsWith(mark) ? asideOf(typed.slice(mark.length), asides) : undefined;
  return is && { is };
}

function described({ label, hint }: Choice<unknown>): string {
  return stripControls(hint ? `${label} (${hint})` : label, 'join');
}
