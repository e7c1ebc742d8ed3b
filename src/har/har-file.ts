import { closeSync, ftruncateSync, writeSync } from 'node:fs';
import { replaceFile } from './replace-file.js';
import { harOf } from './write-har.js';

const CLOSING = '\n]}}\n';

/**
 * A HAR that grows entry by entry and is valid after each. Where the process is killed while it writes a large entry,
 * that last one may be cut: all before it are whole.
 */
export class HarFile {
  readonly #file: number;
  /** Where the closing brackets stand. */
  #end: number;
  #isEmpty = true;

  /**
   * Replaces a file of that name, at once and whole, by a HAR without entries that only its owner may read.
   *
   * @throws Error with a `code` when it cannot be written
   */
  constructor(path: string) {
    const opening = JSON.stringify(harOf([], 0)).slice(0, -3);
    this.#end = Buffer.byteLength(opening);
    this.#file = replaceFile(path, Buffer.from(opening + CLOSING));
  }

  /**
   * Overwrites the closing brackets by an entry and new ones, in one go.
   *
   * @param entry its JSON
   * @throws Error with a `code` when there is no room; the file then ends with the entry before
   */
  append(entry: string): void {
    const bytes = Buffer.from(`${this.#isEmpty ? '' : ','}\n${entry}${CLOSING}`);
    try {
      this.#write(bytes);
    } catch (error) {
      ftruncateSync(this.#file, this.#end);
      this.#write(Buffer.from(CLOSING));
      throw error;
    }
    this.#end += bytes.length - CLOSING.length;
    this.#isEmpty = false;
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#end + written);
  }
}
