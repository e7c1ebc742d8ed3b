import { createPrompt, usePagination, useState } from '@inquirer/core';
import { count, wrap } from '../../report/text/lines.js';
import type { Aside, Choice, Reply } from './prompts.js';
import { searchChoices } from './search-choices.js';
import { type Drawing, useScreen } from './screen.js';
import { useTypedLine } from './typed-line.js';

export interface SearchSetting extends Drawing {
  readonly question: string;
  readonly choices: readonly Choice<unknown>[];
  readonly asides: readonly Aside[];
}

const MOST_ROWS = 10;

/** A list too long to be read whole: what is typed narrows it. Gives the number of the choice. */
export const searchPrompt = createPrompt<Reply<number>, SearchSetting>((setting, done) => {
  const { question, choices, style } = setting;
  const { size, drawn } = useScreen(setting);
  // Which of those found; it falls back to the first when others are.
  const [active, setActive] = useState({ at: 0, of: '' });
  const { line, notes } = useTypedLine({
    ...setting,
    onAside: (is) => done({ is }),
    onEnter: () => {
      const chosen = found[at];
      if (chosen === undefined) return 'Nothing of that name: type less of it, or other words.';
      done({ is: 'answer', value: chosen });
      return undefined;
    },
    onKey: (name) => {
      if (name === 'up' || name === 'ctrl-p') setActive({ at: Math.max(0, at - 1), of: line });
      if (name === 'down' || name === 'ctrl-n')
        setActive({ at: Math.min(found.length - 1, at + 1), of: line });
    },
  });
  const found = searchChoices(choices, line);
  const at = active.of === line ? active.at : 0;

  const width = size.columns - 1;
  const asked = wrap(question, width).map(style.bold);
  const below = [
    style.dim(`${found.length} of ${count(choices.length, 'choice')}`),
    ...notes(width),
    `Search: ${line}`,
  ];
  const page = usePagination({
    items: found,
    active: at,
    loop: false,
    pageSize: Math.max(1, Math.min(MOST_ROWS, size.rows - asked.length - below.length - 1)),
    renderItem: ({ item, isActive }) => {
      const lines = wrap(choices[item]?.label ?? '', width, isActive ? '> ' : '  ');
      return (isActive ? lines.map(style.name) : lines).join('\n');
    },
  });
  return drawn([...asked, ...(found.length > 0 ? [page] : []), ...below].join('\n'));
});
