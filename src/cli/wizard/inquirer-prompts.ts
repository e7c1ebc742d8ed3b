import { AbortPromptError, ExitPromptError } from '@inquirer/core';
import { wrap } from '../../report/text/lines.js';
import type { Style } from '../../report/text/style.js';
import { stripControls } from '../../report/strip-controls.js';
import { textWidth } from '../../report/text/width.js';
import type { Io } from '../io.js';
import { asideKeys, isTakenKey } from './asides.js';
import { bracketedPaste } from './bracketed-paste.js';
import { hiddenForm, linePrompt } from './line-prompt.js';
import { listPrompt } from './list-prompt.js';
import { askPaste } from './paste-prompt.js';
import { type Choice, Interrupted, type Prompts, type Reply } from './prompts.js';
import { MOST_LISTED } from './search-choices.js';
import type { Drawing } from './screen.js';
import { searchPrompt } from './search-prompt.js';
import { stoppable } from './stoppable.js';

type Context = NonNullable<Parameters<typeof linePrompt>[1]>;

/** Asks with lists and lines that are drawn anew at every key; once answered, one line of each stays. */
export function inquirerPrompts(
  { terminal, onInterrupt }: Pick<Io, 'terminal' | 'onInterrupt'>,
  style: Style,
): Prompts {
  const { input, output } = terminal;

  /** Asks, takes the question off the screen and puts down what was answered. */
  async function ask<T>(
    question: string,
    prompt: (drawing: Drawing, context: Context) => Promise<Reply<T>>,
    said: (value: T) => string,
  ): Promise<Reply<T>> {
    output.write(bracketedPaste.on);
    try {
      const reply = await stoppable(onInterrupt, (stop) =>
        prompt(
          { style, output, onClose: () => stop.abort() },
          { input, output, signal: stop.signal, clearPromptOnDone: true },
        ),
      );
      if (reply.is === 'answer') leave(question, said(reply.value), style.name);
      else leave(question, asideKeys[reply.is].say, style.dim);
      return reply;
    } catch (error) {
      if (error instanceof ExitPromptError || error instanceof AbortPromptError) throw new Interrupted();
      throw error;
    } finally {
      output.write(bracketedPaste.off);
    }
  }

  function leave(question: string, reply: string, mark: (text: string) => string): void {
    const width = (output.columns || 80) - 1;
    const lines = wrap(question, width);
    const fits = textWidth(`${lines.at(-1)} ${reply}`) <= width;
    if (fits) lines.push(`${lines.pop()} ${mark(reply)}`);
    else lines.push(...wrap(reply, width, '  ').map(mark));
    output.write(`${lines.join('\n')}\n`);
  }

  return {
    async show(lines) {
      output.write(lines.map((line) => `${line}\n`).join(''));
    },
    async choose(asked, given, asides) {
      const question = stripControls(asked, 'join');
      const choices = given.map(harmless);
      const prompt = choices.length > MOST_LISTED ? searchPrompt : listPrompt;
      const reply = await ask(
        question,
        (drawing, context) => prompt({ ...drawing, question, choices, asides }, context),
        (at) => choices[at]?.label ?? '',
      );
      return reply.is === 'answer'
        ? { is: 'answer', value: (given[reply.value] as Choice<never>).value }
        : reply;
    },
    text(asked, options) {
      const question = stripControls(asked, 'join');
      const prompt = (drawing: Drawing, context: Context) =>
        linePrompt({ ...drawing, ...options, question }, context);
      return ask(question, prompt, (text) => text);
    },
    paste(asked, asides) {
      const question = stripControls(asked, 'join');
      return stoppable(onInterrupt, ({ signal }) => askPaste(terminal, { question, asides, style, signal }));
    },
    secret(asked, asides) {
      const question = stripControls(asked, 'join');
      const prompt = (drawing: Drawing, context: Context) =>
        linePrompt({ ...drawing, question, asides, hidden: true }, context);
      return ask(question, prompt, hiddenForm);
    },
    close() {
      input.pause();
    },
  };
}

function harmless<T>({ value, label, hint, key }: Choice<T>): Choice<T> {
  return {
    value,
    label: stripControls(label, 'join'),
    ...(hint && { hint: stripControls(hint, 'join') }),
    ...(key && !isTakenKey(key) && { key }),
  };
}
