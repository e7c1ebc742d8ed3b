import { stripControls } from '../../report/strip-controls.js';
import type { Io } from '../io.js';
import { PlainInput } from './plain-input.js';
import { PlainQuestions } from './plain-questions.js';
import type { Prompts, Reply } from './prompts.js';
import { stoppable } from './stoppable.js';

/**
 * Asks in lines alone, which screen readers read as they come: nothing moves, nothing is drawn twice, nothing is
 * coloured, and the terminal's own line editing is used.
 */
export function plainPrompts({ terminal, onInterrupt }: Pick<Io, 'terminal' | 'onInterrupt'>): Prompts {
  const input = new PlainInput(() => terminal.input);
  const ask = <T>(
    question: string,
    put: (questions: PlainQuestions, question: string) => Promise<Reply<T>>,
  ): Promise<Reply<T>> =>
    stoppable(onInterrupt, ({ signal }) =>
      put(new PlainQuestions(terminal, input, signal), stripControls(question, 'join')),
    );
  return {
    async show(lines) {
      terminal.output.write(lines.map((line) => `${line}\n`).join(''));
    },
    choose: (asked, choices, asides) =>
      ask(asked, (questions, question) => questions.choose(question, choices, asides)),
    text: (asked, options) => ask(asked, (questions, question) => questions.text(question, options)),
    paste: (asked, asides) => ask(asked, (questions, question) => questions.paste(question, asides)),
    secret: (asked, asides) => ask(asked, (questions, question) => questions.secret(question, asides)),
    close() {
      terminal.input.pause();
    },
  };
}
