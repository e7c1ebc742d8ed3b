import type { PackStore } from '../causes/load-packs.js';
import type { Input } from '../input/input.js';
import type { ReadInputResult } from '../input/read-input.js';
import { secretsFor } from '../mask-for.js';
import { createMask, type Mask } from '../report/mask.js';
import type { GivenSecret } from '../signing/given.js';

/** Masks that are kept, each with what it has masked lately: the lines of a log repeat a few credentials. */
const KEPT = 8;

/** Masks for lines, each by the secrets of its own exchanges alone, and of the packs that judged it. */
export class LineMasks {
  readonly #kept = new Map<string, Mask>();
  readonly #ofDescription;

  /** @param description the API's description, which evidence may quote */
  constructor(
    private readonly store: PackStore,
    private readonly given: readonly GivenSecret[],
    description: Input | undefined,
  ) {
    this.#ofDescription = description ? secretsFor([{ input: description, exchanges: [] }], []) : [];
  }

  /** @param packs ids of the packs that were asked about the line */
  for(line: ReadInputResult, packs: readonly string[]): Mask {
    const settings = [...new Set(packs)].flatMap((id) => this.store.packs.get(id)?.settings ?? []);
    const secrets = [...secretsFor([line], settings, this.given), ...this.#ofDescription];
    const key = secrets.map((secret) => `${secret.shown}\n${secret.reveal()}`).join('\0');
    const mask = this.#kept.get(key) ?? createMask(secrets);
    // The one that was used last becomes the newest.
    this.#kept.delete(key);
    this.#kept.set(key, mask);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return mask;
  }
}
