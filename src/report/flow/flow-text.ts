import type { Style } from '../text/style.js';
import { wrap } from '../text/lines.js';
import type { Branch, Leaf } from './flow.js';

/** A flow as indented text, without drawn lines: it is read aloud as well as seen. */
export function flowLines(flow: Branch, width: number, style: Style): string[] {
  return new FlowText(width, style).flow(flow);
}

class FlowText {
  readonly #told = new Set<string>();

  constructor(
    private readonly width: number,
    private readonly style: Style,
  ) {}

  flow({ asks, branches }: Branch): string[] {
    return [
      ...wrap(asks, this.width).map(this.style.bold),
      ...branches.flatMap((branch) => ['', ...this.#branch(branch, 0)]),
    ];
  }

  #branch({ holds, asks, branches, causes }: Branch, depth: number): string[] {
    const says = asks === '' ? holds : `${holds}: ${uncapitalised(asks)}`;
    return [
      ...wrap(capitalised(says), this.width, indent(depth), indent(depth + 2)).map(this.style.bold),
      ...causes.flatMap((cause) => this.#cause(cause, depth + 2)),
      ...branches.flatMap((branch) => this.#branch(branch, depth + 2)),
    ];
  }

  #cause({ id, title, first, again, apart }: Leaf, depth: number): string[] {
    if (this.#told.has(id)) return this.#again(id, depth);
    this.#told.add(id);
    const lines = [title, `Fix: ${first}`, `Send again: ${again}.`, ...apart.map(sentence)];
    return [
      `${indent(depth)}${this.style.name(id)}`,
      ...lines.flatMap((line) => wrap(line, this.width, indent(depth + 2), indent(depth + 4))),
    ];
  }

  #again(id: string, depth: number): string[] {
    const [first = '', ...more] = wrap(`${id} (see above)`, this.width, indent(depth), indent(depth + 2));
    return [first.replace(id, this.style.name(id)), ...more];
  }
}

function indent(depth: number): string {
  return ' '.repeat(depth);
}

function sentence(words: string): string {
  return `${capitalised(words)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function uncapitalised(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
