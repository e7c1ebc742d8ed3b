import { type KeypressEvent, useRef } from '@inquirer/core';

/** What readline tells of a key; it knows more than inquirer declares. */
export interface Key {
  /** Undefined for characters such as the question mark. */
  readonly name: string | undefined;
  /** What was typed, where it is a character. */
  readonly character: string | undefined;
}

/** Ctrl and a letter are named `ctrl-n`; keys with Alt are none. */
export function readKey(event: KeypressEvent): Key {
  const { name, ctrl, meta, sequence } = event as KeypressEvent & { meta?: boolean; sequence?: string };
  if (meta) return { name: undefined, character: undefined };
  if (ctrl) return { name: `ctrl-${name}`, character: undefined };
  const typed = sequence !== undefined && /^\P{Cc}$/u.test(sequence);
  return { name, character: typed ? sequence : undefined };
}

/** Follows the brackets around what is pasted: `begins` and `ends` it, or stands `within`. */
export function usePasteBrackets(): (key: Key) => 'begins' | 'within' | 'ends' | undefined {
  const pasting = useRef(false);
  return ({ name }) => {
    if (name === 'paste-end') {
      pasting.current = false;
      return 'ends';
    }
    if (pasting.current) return 'within';
    if (name !== 'paste-start') return undefined;
    pasting.current = true;
    return 'begins';
  };
}
