import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { useEffect, useRef, useState } from '@inquirer/core';
import type { Style } from '../../report/text/style.js';
import { textWidth } from '../../report/text/width.js';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What every prompt draws with. */
export interface Drawing {
  readonly style: Style;
  readonly output: WriteStream;
  /** Called when the input has ended: no answer can come. */
  readonly onClose: () => void;
}

/**
 * The size of the terminal, and how to say what is being drawn. When the window changes, the terminal itself breaks
 * the lines anew that have become too long: the rows that this adds are taken away before all is drawn again.
 */
export function useScreen({ output, onClose }: Drawing): { size: Size; drawn: (text: string) => string } {
  const [size, setSize] = useState(() => sizeOf(output));
  const last = useRef('');
  useEffect((readline) => {
    readline.on('close', onClose);
    // Ctrl-Z would leave the shell without a cursor, and nothing is drawn again afterwards.
    readline.on('SIGTSTP', () => {});
    const redraw = () => {
      const next = sizeOf(output);
      const added = rowsOf(last.current, next.columns) - last.current.split('\n').length;
      output.write('\x1b[2K\x1b[1A'.repeat(Math.max(0, Math.min(added, next.rows - 1))));
      setSize(next);
    };
    output.on('resize', redraw);
    return () => output.off('resize', redraw);
  }, []);
  return {
    size,
    drawn: (text) => {
      last.current = stripVTControlCharacters(text);
      return text;
    },
  };
}

function sizeOf({ columns, rows }: WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 };
}

function rowsOf(text: string, columns: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
}
