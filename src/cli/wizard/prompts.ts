/**
 * How a person is asked. Every word comes masked; what could steer the terminal is taken out of questions and
 * choices here. Every method but `close` throws `Interrupted`.
 */
export interface Prompts {
  /** Lines above the next question: leading causes, what a look found. They may be coloured. */
  show(lines: readonly string[]): Promise<void>;
  /** One of several answers; long lists can be searched. */
  choose<T>(question: string, choices: readonly Choice<T>[], asides: readonly Aside[]): Promise<Reply<T>>;
  /** One line, without white space around it. */
  text(question: string, options: TextOptions): Promise<Reply<string>>;
  /** Many lines, pasted or typed, as they came but for line ends, which are line feeds. */
  paste(question: string, asides: readonly Aside[]): Promise<Reply<string>>;
  /** One line that is not shown. */
  secret(question: string, asides: readonly Aside[]): Promise<Reply<string>>;
  /** Leaves the terminal as it was found. */
  close(): void;
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** A few words more, for those who hesitate. */
  readonly hint?: string;
  /** One character that takes it at once, as its number does; one that means something in every list is not used. */
  readonly key?: string;
}

/** What every step offers besides its answers. */
export type Aside = 'unknown' | 'why' | 'back' | 'paste' | 'quit';

export type Reply<T> = { readonly is: 'answer'; readonly value: T } | { readonly is: Aside };

export interface TextOptions {
  readonly asides: readonly Aside[];
  /** A sentence for what cannot be used; undefined for what can. */
  readonly check?: (text: string) => string | undefined;
  /** What stands there already. */
  readonly initial?: string;
}

/** Ctrl-C, another program's request to end, or the end of input. The terminal is as it was. */
export class Interrupted extends Error {
  constructor() {
    super('The questions were interrupted.');
  }
}
