import type { Secret } from './secret.js';

/** When there are twice as many, those that were seen last are kept. */
const REMEMBERED = 1000;

/** The secrets of a session that may never end. */
export class RecentSecrets {
  #all = new Map<string, Secret>();
  #add: (secret: Secret) => void;

  /**
   * @param given is never forgotten
   * @param begin makes what secrets are added to; called again, for all that are kept, when old ones are forgotten
   */
  constructor(
    private readonly given: readonly Secret[],
    private readonly begin: () => (secret: Secret) => void,
  ) {
    this.#add = begin();
    this.learn(given);
  }

  get all(): Iterable<Secret> {
    return this.#all.values();
  }

  /** Whether one was new. */
  learn(secrets: readonly Secret[]): boolean {
    let isNew = false;
    for (const secret of secrets) {
      const value = secret.reveal();
      if (!this.#all.delete(value)) {
        isNew = true;
        this.#add(secret);
      }
      this.#all.set(value, secret);
    }
    if (this.#all.size > 2 * REMEMBERED + this.given.length)
      this.#forget(Math.max(REMEMBERED, secrets.length));
    return isNew;
  }

  #forget(kept: number): void {
    const recent = [...this.given, ...[...this.#all.values()].slice(-kept)];
    this.#all = new Map(recent.map((secret) => [secret.reveal(), secret]));
    this.#add = this.begin();
    for (const secret of this.#all.values()) this.#add(secret);
  }
}
