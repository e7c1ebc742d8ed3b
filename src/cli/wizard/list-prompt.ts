import { createPrompt, useKeypress, usePagination, useState } from '@inquirer/core';
import { wrap } from '../../report/text/lines.js';
import { asideRow } from './aside-row.js';
import { asideOf } from './asides.js';
import { readKey, usePasteBrackets } from './keys.js';
import type { Aside, Choice, Reply } from './prompts.js';
import { type Drawing, useScreen } from './screen.js';

export interface ListSetting extends Drawing {
  readonly question: string;
  /** At least one, and so few that each has a digit. */
  readonly choices: readonly Choice<unknown>[];
  readonly asides: readonly Aside[];
}

/** A list in which every key shown acts at once; the arrows and Enter take their time. Gives the number of the choice. */
export const listPrompt = createPrompt<Reply<number>, ListSetting>((setting, done) => {
  const { question, choices, asides, style } = setting;
  const { size, drawn } = useScreen(setting);
  const [active, setActive] = useState(0);
  const bracket = usePasteBrackets();

  useKeypress((event, readline) => {
    readline.clearLine(0);
    const key = readKey(event);
    // A paste that was meant for another place must not answer.
    if (bracket(key)) return;
    const { name, character } = key;
    const aside = asideOf(character, asides);
    if (aside) return done({ is: aside });
    const taken = name === 'return' || name === 'enter' ? active : chosenBy(character, choices);
    if (choices[taken]) return done({ is: 'answer', value: taken });
    setActive(moved(active, name, choices.length));
  });

  const width = size.columns - 1;
  const asked = wrap(question, width).map(style.bold);
  const hint = wrap(choices[active]?.hint ?? '', width, '    ').map(style.dim);
  const below = [...hint, '', ...asideRow(asides, width, style)];
  const page = usePagination({
    items: choices,
    active,
    loop: false,
    pageSize: Math.max(1, size.rows - asked.length - below.length - 1),
    renderItem: ({ item, index, isActive }) => {
      const lines = wrap(item.label, width, `${isActive ? '>' : ' '} ${item.key ?? index + 1} `);
      return (isActive ? lines.map(style.name) : lines).join('\n');
    },
  });
  return `${drawn([...asked, page, ...below].join('\n'))}\x1b[?25l`;
});

function chosenBy(character: string | undefined, choices: readonly Choice<unknown>[]): number {
  const keyed = choices.findIndex(({ key }) => key !== undefined && key === character);
  return keyed >= 0 || !/^[1-9]$/.test(character ?? '') ? keyed : Number(character) - 1;
}

/** Arrows, j and k, as in pagers, and Ctrl-N and Ctrl-P, as in shells. */
function moved(active: number, name: string | undefined, count: number): number {
  if (name === 'up' || name === 'k' || name === 'ctrl-p') return Math.max(0, active - 1);
  if (name === 'down' || name === 'j' || name === 'ctrl-n') return Math.min(count - 1, active + 1);
  if (name === 'home') return 0;
  return name === 'end' ? count - 1 : active;
}
