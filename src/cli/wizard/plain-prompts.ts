import { stripControls } from '../../report/strip-controls.js';
import { count } from '../../report/text/lines.js';
import type { Io } from '../io.js';
import { asideKeys, asideOf, sortAsides } from './asides.js';
import { LONGEST_LINE, PlainInput } from './plain-input.js';
import { type Aside, type Choice, Interrupted, type Prompts, type Reply } from './prompts.js';
import { MOST_LISTED, searchChoices } from './search-choices.js';
import { stoppable } from './stoppable.js';

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

/**
 * Asks in lines alone, which screen readers read as they come: nothing moves, nothing is drawn twice, nothing is
 * coloured, and the terminal's own line editing is used.
 */
export function plainPrompts({ terminal, onInterrupt }: Pick<Io, 'terminal' | 'onInterrupt'>): Prompts {
  const { output } = terminal;
  const input = new PlainInput(() => terminal.input);
  const say = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(''));

  function read<T>(take: (stop: AbortSignal) => Promise<T | undefined>): Promise<T | undefined> {
    return stoppable(onInterrupt, async ({ signal }) => {
      const got = await take(signal);
      if (signal.aborted) interrupted();
      return got;
    });
  }

  function interrupted(): never {
    // The line with the question is still open.
    output.write('\n');
    throw new Interrupted();
  }

  async function ask<T>({ lines, asides, mark, before, understand }: Question<T>): Promise<Reply<T>> {
    say([...lines, ...asideLine(asides, mark)]);
    for (;;) {
      output.write(before);
      const line = (await read((stop) => input.line(stop))) ?? interrupted();
      const understood = asideIn(line, asides, mark) ?? understand(line.trim());
      if (typeof understood !== 'string') return understood;
      say([understood]);
    }
  }

  function chooseListed<T>(
    lines: readonly string[],
    choices: readonly Choice<T>[],
    asides: readonly Aside[],
  ) {
    return ask<T>({
      lines: [...lines, ...choices.map((choice, at) => `${at + 1}. ${described(choice)}`)],
      asides,
      mark: '',
      before: 'Number: ',
      understand: (line) => {
        const chosen = choices.find(
          ({ key, label }, at) =>
            line === String(at + 1) || line === key || line.toLowerCase() === label.toLowerCase(),
        );
        return chosen
          ? { is: 'answer', value: chosen.value }
          : `Type a number from 1 to ${choices.length}${asides.length > 0 ? ', or one of the letters' : ''}.`;
      },
    });
  }

  async function chooseSearched<T>(
    question: string,
    choices: readonly Choice<T>[],
    asides: readonly Aside[],
  ) {
    for (let lines = [question, `There are ${choices.length} choices.`]; ; lines = []) {
      const found = await ask<Choice<T>[]>({
        lines,
        asides: lines.length > 0 ? asides : [],
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
      const reply = await chooseListed<T>([`${count(found.value.length, 'choice')} found.`], found.value, [
        'back',
      ]);
      // Back to the search, not to the question before it.
      if (reply.is !== 'back') return reply;
    }
  }

  async function readBlock(asides: readonly Aside[]): Promise<Understood<string>> {
    const lines: string[] = [];
    for (;;) {
      const line = await read((stop) => input.line(stop));
      if (line === undefined && lines.length === 0) interrupted();
      if (line === undefined || line === '.') break;
      const aside = lines.length === 0 ? asideIn(line, asides, ':') : undefined;
      if (aside) return aside;
      lines.push(line);
    }
    if (lines.some((line) => Buffer.byteLength(line) >= LONGEST_LINE)) return CUT;
    if (lines.every((line) => line.trim() === '')) return 'Nothing was pasted.';
    return { is: 'answer', value: `${lines.join('\n')}\n` };
  }

  async function readHidden(asides: readonly Aside[]): Promise<Understood<string>> {
    const { input: keys } = terminal;
    keys.setRawMode(true);
    output.write('Secret: ');
    try {
      const line = (await read((stop) => input.hidden(stop))) ?? interrupted();
      output.write('\n');
      if (line.more)
        return 'Several lines were pasted. A secret of several lines is read from a file: --secret-file FILE.';
      const aside = asideIn(line.text, asides, ':');
      if (aside) return aside;
      return line.text === '' ? 'Nothing was typed.' : { is: 'answer', value: line.text };
    } finally {
      keys.setRawMode(false);
    }
  }

  return {
    async show(lines) {
      say(lines);
    },
    async choose(question, choices, asides) {
      const asked = stripControls(question, 'join');
      if (choices.length > MOST_LISTED) return chooseSearched(asked, choices, asides);
      return chooseListed([asked], choices, asides);
    },
    async text(question, { asides, check, initial }) {
      return ask<string>({
        lines: [stripControls(question, 'join')],
        asides,
        mark: ':',
        before: initial ? `Answer (Enter for ${initial}): ` : 'Answer: ',
        understand: (line) => {
          const value = line === '' ? (initial ?? '') : line;
          const complaint = value === '' ? 'Nothing was typed.' : check?.(value);
          return complaint ?? { is: 'answer', value };
        },
      });
    },
    async paste(question, asides) {
      say([
        stripControls(question, 'join'),
        ...asideLine(asides, ':'),
        'Paste or type it. A line with a single dot, or Ctrl-D, ends it.',
      ]);
      for (;;) {
        const understood = await readBlock(asides);
        if (typeof understood !== 'string') return understood;
        say([understood]);
      }
    },
    async secret(question, asides) {
      say([stripControls(question, 'join'), ...asideLine(asides, ':'), 'What you type is not shown.']);
      for (;;) {
        const understood = await readHidden(asides);
        if (typeof understood !== 'string') return understood;
        say([understood]);
      }
    },
    close() {
      terminal.input.pause();
    },
  };
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
