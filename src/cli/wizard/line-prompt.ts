import { createPrompt } from '@inquirer/core';
import { count, wrap } from '../../report/text/lines.js';
import type { Aside, Reply } from './prompts.js';
import { type Drawing, useScreen } from './screen.js';
import { useTypedLine } from './typed-line.js';

export interface LineSetting extends Drawing {
  readonly question: string;
  readonly asides: readonly Aside[];
  readonly initial?: string;
  readonly hidden?: boolean;
  readonly check?: (text: string) => string | undefined;
}

/** One line of text; of a hidden one only the length is shown. */
export const linePrompt = createPrompt<Reply<string>, LineSetting>((setting, done) => {
  const { question, style, hidden, check } = setting;
  const { size, drawn } = useScreen(setting);
  const { line, notes } = useTypedLine({
    ...setting,
    onAside: (is) => done({ is }),
    onEnter: (text) => {
      const value = hidden ? text : text.trim();
      const complaint = value === '' ? 'Nothing was typed.' : check?.(value);
      if (complaint === undefined) done({ is: 'answer', value });
      return complaint;
    },
  });
  const width = size.columns - 1;
  const shown = hidden ? hiddenForm(line) : line;
  return drawn([...wrap(question, width).map(style.bold), ...notes(width), `> ${shown}`].join('\n'));
});

/** What is shown of a secret. */
export function hiddenForm(secret: string): string {
  return secret === '' ? '' : `(${count([...secret].length, 'character')}, not shown)`;
}
