import type { Aside, Choice, Prompts, Reply, TextOptions } from '../../src/cli/wizard/prompts.js';

/** What somebody answers: the label of a choice or a text, or an aside. */
export type Line = string | { readonly aside: Aside };

/** Prompts that are answered from a script; a text that is refused takes the next line of it. */
export class ScriptedPrompts implements Prompts {
  /** Questions and whatever was shown, in order. */
  readonly seen: string[] = [];
  readonly #lines: Line[];

  constructor(...lines: readonly Line[]) {
    this.#lines = [...lines];
  }

  /** How many answers nobody asked for. */
  get left(): number {
    return this.#lines.length;
  }

  async show(lines: readonly string[]): Promise<void> {
    this.seen.push(...lines);
  }

  async choose<T>(question: string, choices: readonly Choice<T>[]): Promise<Reply<T>> {
    const line = this.#next(question);
    if (typeof line === 'object') return { is: line.aside };
    const choice = choices.find(({ label }) => label.startsWith(line));
    if (!choice) throw new Error(`"${line}" is none of ${choices.map(({ label }) => label).join(', ')}`);
    return { is: 'answer', value: choice.value };
  }

  async text(question: string, { check, initial }: TextOptions): Promise<Reply<string>> {
    for (;;) {
      const line = this.#next(question);
      if (typeof line === 'object') return { is: line.aside };
      const value = line === '(as it stands)' ? (initial ?? '') : line.trim();
      const fault = value === '' ? 'Nothing was typed.' : check?.(value);
      if (fault === undefined) return { is: 'answer', value };
      this.seen.push(fault);
    }
  }

  async paste(question: string): Promise<Reply<string>> {
    return this.#plain(question);
  }

  async secret(question: string): Promise<Reply<string>> {
    return this.#plain(question);
  }

  close(): void {
    this.seen.push('closed');
  }

  #plain(question: string): Reply<string> {
    const line = this.#next(question);
    if (line === '') return this.#plain(question);
    return typeof line === 'object' ? { is: line.aside } : { is: 'answer', value: line };
  }

  #next(question: string): Line {
    this.seen.push(question);
    const line = this.#lines.shift();
    if (line === undefined) throw new Error(`Nobody answers: ${question}`);
    return line;
  }
}
