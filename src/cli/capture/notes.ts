import type { Exchange } from '../../exchange/exchange.js';

/** How many calls a note names. */
const NAMED = 3;
/** Different notes; a call may be odd in a way of its own. */
const MOST = 20;

interface Note {
  readonly before: string;
  readonly after: string;
  readonly calls: string[];
  count: number;
}

/** What went wrong with single calls: the same of many is one sentence. */
export class Notes {
  readonly #notes = new Map<string, Note>();

  /** @param call as `nameOf` names it; it stands between the two parts of the sentence */
  add(before: string, call: string, after: string): void {
    const key = before + after;
    const note = this.#notes.get(key) ?? { before, after, calls: [], count: 0 };
    if (this.#notes.size < MOST) this.#notes.set(key, note);
    note.count++;
    if (note.calls.length < NAMED) note.calls.push(call);
  }

  get sentences(): readonly string[] {
    return [...this.#notes.values()].map(({ before, after, calls, count }) => {
      const more = count > calls.length ? ` and ${count - calls.length} more` : '';
      return `${before}${count > 1 ? 'calls' : 'call'} ${calls.join(', ')}${more}${after}`;
    });
  }
}

/** `3 (POST https://api.example.com)` */
export function nameOf(number: number, exchange?: Exchange): string {
  const { method, url = '' } = exchange?.request ?? {};
  const origin = /^\w+:\/\/[^/@?#]*(?=[/?#]|$)/.exec(url)?.[0];
  return origin ? `${number} (${method ?? 'to'} ${origin})` : `${number}`;
}

/** What broke, in a few words. A SyntaxError quotes what was read, which may be anything. */
export function whatBroke(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException;
  return code ?? (name === 'SyntaxError' ? name : `${name}: ${message}`);
}
