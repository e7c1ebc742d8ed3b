import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';
import { nextPiece } from './next-piece.js';

/**
 * The longest line, in bytes, that a terminal gives to a program that leaves editing to it (MAX_CANON of POSIX;
 * N_TTY of Linux keeps 4,096 bytes with the line end). What is typed beyond it is lost.
 */
export const LONGEST_LINE = process.platform === 'darwin' ? 1023 : 4095;

/** Reads lines that the terminal itself shows and lets edit. */
export class PlainInput {
  readonly #open: () => ReadStream;
  #rest = '';

  /** @param open gives the terminal; called again after an end of input, which Ctrl-D is */
  constructor(open: () => ReadStream) {
    this.#open = open;
  }

  /**
   * The next line without its end, and whether the input ended in it; undefined when it ended before, or the wait was
   * stopped.
   */
  async line(stop: AbortSignal): Promise<{ text: string; ended: boolean } | undefined> {
    const input = this.#open();
    const decoder = new StringDecoder('utf8');
    let rest = this.#rest;
    this.#rest = '';
    while (!rest.includes('\n')) {
      const piece = await nextPiece(input, stop);
      if (piece === undefined) return rest === '' ? undefined : { text: rest, ended: true };
      rest += decoder.write(piece);
    }
    const end = rest.indexOf('\n');
    this.#rest = rest.slice(end + 1);
    return { text: rest.slice(0, end), ended: false };
  }

  /**
   * A line that is not shown, and whether more came with it, as when several lines are pasted; undefined when it was
   * broken off.
   */
  async hidden(stop: AbortSignal): Promise<{ text: string; more: boolean } | undefined> {
    const input = this.#open();
    const decoder = new StringDecoder('utf8');
    let text = '';
    for (;;) {
      const piece = await nextPiece(input, stop);
      if (piece === undefined) return undefined;
      const [keys = '', ...after] = decoder.write(piece).split(/\r\n?|\n/);
      for (const key of keys) {
        if (key === '\x03' || (key === '\x04' && text === '')) return undefined;
        if (key === '\x7f' || key === '\b') text = [...text].slice(0, -1).join('');
        else if (key === '\x15') text = '';
        else if (/\P{Cc}/u.test(key)) text += key;
      }
      if (after.length > 0) return { text, more: after.some((line) => line !== '') };
    }
  }
}
