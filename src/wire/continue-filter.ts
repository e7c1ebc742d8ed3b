const NOTHING = Buffer.alloc(0);
const LONGEST_START = 'HTTP/1.1 100'.length;

/**
 * Takes `100 Continue` out of what a server sends (RFC 9110, section 15.2.1): undici, which did not write the `Expect` of
 * the captured call itself, takes it for a broken answer.
 */
export class ContinueFilter {
  #held: Buffer = NOTHING;
  #passing = false;

  /** What of the bytes so far, and not before, belongs to anything else. */
  pass(bytes: Uint8Array): Uint8Array {
    if (this.#passing) return bytes;
    this.#held = Buffer.concat([this.#held, bytes]);
    for (;;) {
      if (this.#held.length < LONGEST_START) return NOTHING;
      if (!/^HTTP\/1\.[01] 100/.test(this.#held.toString('latin1', 0, LONGEST_START))) return this.end();
      const end = this.#held.indexOf('\r\n\r\n');
      if (end < 0) return NOTHING;
      this.#held = this.#held.subarray(end + 4);
    }
  }

  /** What was held back, when nothing more comes. */
  end(): Uint8Array {
    const held = this.#held;
    this.#held = NOTHING;
    this.#passing = true;
    return held;
  }
}
