/** The options of the installed curl, as its own help lists them: names differ from version to version. */
export class OptionTable {
  readonly #takesValue = new Map<string, boolean>();
  readonly #byLetter = new Map<string, string>();

  /** @param help what `curl --help all` prints */
  constructor(help: string) {
    for (const [, letter, name, value] of help.matchAll(LINE)) {
      this.#takesValue.set(name as string, value !== undefined);
      if (letter) this.#byLetter.set(letter, name as string);
    }
  }

  /** Help of versions before 7.55 does not show which options take a value. */
  get isUsable(): boolean {
    return this.has('trace-time') && this.takesValue('trace') && this.has('verbose');
  }

  has(name: string): boolean {
    return this.#takesValue.has(name);
  }

  takesValue(name: string): boolean {
    return this.#takesValue.get(name) ?? false;
  }

  /** The long name behind a letter. */
  letter(letter: string): string | undefined {
    return this.#byLetter.get(letter);
  }

  /** The option that a long name means: curl takes any beginning that only one name has. */
  resolve(written: string): string | undefined {
    if (this.has(written)) return written;
    const [only, ...others] = [...this.#takesValue.keys()].filter((name) => name.startsWith(written));
    return others.length === 0 ? only : undefined;
  }
}

/** ` -d, --data <data>  …`; some values are written `[protocol://]host`. */
const LINE = /^ {0,8}(?:-(\S), +)?--([a-z\d][a-z\d.-]*)(?: ([<[]))?/gm;
