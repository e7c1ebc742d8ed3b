import { useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { count, wrap } from '../../report/text/lines.js';
import type { Style } from '../../report/text/style.js';
import { asideRow } from './aside-row.js';
import { asideOf } from './asides.js';
import { type Key, readKey, usePasteBrackets } from './keys.js';
import type { Aside } from './prompts.js';

interface TypedLine {
  readonly line: string;
  /** What goes between the question and the line: the asides, and what was wrong with the last answer. */
  readonly notes: (columns: number) => string[];
}

interface Wanted {
  readonly asides: readonly Aside[];
  readonly style: Style;
  readonly initial?: string;
  /** Kept out of readline and off the screen. */
  readonly hidden?: boolean;
  readonly onAside: (aside: Aside) => void;
  /** Gives a sentence for what cannot be used. */
  readonly onEnter: (line: string) => string | undefined;
  /** A key that is no text, such as an arrow. */
  readonly onKey?: (name: string | undefined) => void;
}

/** Nobody types more; what a paste brings beyond it was meant for another place. */
const LONGEST = 16 * 1024;

/**
 * A line being typed. Its letters are text, so what is offered besides an answer waits behind the Tab key; line ends
 * within a paste are no Enter.
 */
export function useTypedLine(wanted: Wanted): TypedLine {
  const { asides, style, initial = '', hidden = false, onAside, onEnter, onKey } = wanted;
  const [line, setLine] = useState(initial);
  const [complaint, setComplaint] = useState<string | undefined>(undefined);
  const [asideIsNext, setAsideIsNext] = useState(false);
  const pasted = useRef<string[]>([]);
  const bracket = usePasteBrackets();
  useEffect((readline) => readline.write(initial), []);

  useKeypress((event, readline) => {
    const key = readKey(event);
    const write = (text: string) => {
      readline.clearLine(0);
      if (!hidden) readline.write(text);
      setLine(text);
    };
    const enters = key.name === 'return' || key.name === 'enter';
    const where = bracket(key);
    if (where === 'begins') pasted.current = [];
    else if (where === 'within') {
      pasted.current.push(enters ? '\n' : (key.character ?? ''));
      // readline measures its whole line at every key.
      readline.clearLine(0);
    } else if (where === 'ends') {
      // White space around a secret may be why it fails.
      const text = pasted.current.join('').replace(/^\n+|\n+$/g, '');
      const unfit = whyUnfit(text, asides);
      setComplaint(unfit);
      write(unfit ? line : line + text);
    } else if (asideIsNext) {
      setAsideIsNext(false);
      write(line);
      const aside = asideOf(key.character, asides);
      if (aside) onAside(aside);
    } else if (key.name === 'tab') {
      setAsideIsNext(asides.length > 0);
      write(line);
    } else if (enters) {
      setComplaint(onEnter(line));
      write(line);
    } else {
      setComplaint(undefined);
      if (hidden) write(edited(line, key));
      else setLine(readline.line);
      if (key.character === undefined) onKey?.(key.name);
    }
  });

  return {
    line,
    notes: (columns) => [
      ...(asideIsNext
        ? asideRow(asides, columns, { ...style, dim: style.bold }, 'Press: ')
        : asideRow(asides, columns, style, 'Tab, then: ')),
      ...wrap(complaint ?? '', columns).map(style.alarm),
    ],
  };
}

function edited(line: string, { name, character }: Key): string {
  if (name === 'backspace') return [...line].slice(0, -1).join('');
  return name === 'ctrl-u' ? '' : line + (character ?? '');
}

function whyUnfit(pasted: string, asides: readonly Aside[]): string | undefined {
  const lines = pasted.split('\n').length;
  if (lines === 1 && pasted.length <= LONGEST) return undefined;
  const what =
    lines === 1
      ? `${count(pasted.length, 'character')} are too many.`
      : `One line is asked for, not ${lines}.`;
  return asides.includes('paste') ? `${what} To paste more: Tab, then p.` : what;
}
