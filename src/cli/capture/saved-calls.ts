import type { Exchange } from '../../exchange/exchange.js';
import type { Secret, SecretSettings } from '../../exchange/secret.js';
import { EntryRedactor } from '../../har/entry-redactor.js';
import { HarFile } from '../../har/har-file.js';
import { harOf } from '../../har/write-har.js';
import { Unredactable } from '../../redact/unredactable.js';
import { UsageError } from '../usage-error.js';
import { type Notes, nameOf, whatBroke } from './notes.js';

/** The file of `--save-har`, which each call is appended to as soon as it is known. */
export class SavedCalls {
  readonly #file: HarFile;

  /**
   * @param redactor left out where secrets are wanted
   * @throws UsageError when the file cannot be written
   */
  private constructor(
    private readonly path: string,
    private readonly redactor: EntryRedactor | undefined,
    private readonly notes: Notes,
  ) {
    try {
      this.#file = new HarFile(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UsageError(`${path} cannot be written (${code}).`);
    }
  }

  /** @throws UsageError when the file cannot be written */
  static open(
    path: string,
    secrets: boolean,
    settings: SecretSettings,
    given: readonly Secret[],
    notes: Notes,
  ): SavedCalls {
    return new SavedCalls(path, secrets ? undefined : new EntryRedactor(settings, given), notes);
  }

  /** What cannot be masked or written is left out, which a note says. */
  add(exchange: Exchange, number: number): void {
    try {
      const now = Date.now();
      this.#file.append(
        this.redactor?.entryOf(exchange, now) ?? JSON.stringify(harOf([exchange], now).log.entries[0]),
      );
    } catch (error) {
      const why =
        error instanceof Unredactable
          ? `${error.message} --save-secrets saves whole values.`
          : `${whatBroke(error)}.`;
      this.notes.add(`${this.path} lacks `, nameOf(number, exchange), `: ${why}`);
    }
  }

  close(): void {
    this.#file.close();
  }
}
