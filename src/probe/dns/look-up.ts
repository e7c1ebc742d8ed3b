import { Resolver } from 'node:dns/promises';
import { type Address, readAddress, reverseName } from '../address.js';

/**
 * What a resolver says of one name and type. That there is none is known; where the resolver failed nothing is.
 */
export type Answer<T> =
  | { readonly is: 'found'; readonly records: readonly T[] }
  | { readonly is: 'none'; readonly why: string }
  | { readonly is: 'failed'; readonly why: string };

/** The addresses that a name leads to, and over which other names. */
export interface Forward {
  readonly name: string;
  /** Canonical names on the way (RFC 1034, section 3.6.2). */
  readonly aliases: readonly string[];
  readonly a: Answer<Address>;
  readonly aaaa: Answer<Address>;
}

/** What a resolver answers in other words than records. */
const NONE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such name (NXDOMAIN)',
  ENODATA: 'the name has no such record',
  EBADNAME: 'no host can have such a name',
};
const FAILED: Readonly<Record<string, string>> = {
  ESERVFAIL: 'the resolver failed (SERVFAIL)',
  EREFUSED: 'the resolver refused the question (REFUSED)',
  ETIMEOUT: 'the resolver did not answer in time',
  ECONNREFUSED: 'nobody answers at the address of the resolver',
  EBADRESP: 'the answer of the resolver is malformed',
  EFORMERR: 'the resolver calls the question malformed (FORMERR)',
  ENOTIMP: 'the resolver does not do such questions (NOTIMP)',
  ECANCELLED: 'the resolver did not answer in time',
};

const MOST_ALIASES = 8;

/** Questions to one resolver, within one time limit. */
export class LookUp {
  readonly #resolver: Resolver;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  /**
   * @param seconds for all questions together
   * @param server `ADDR` or `ADDR:PORT`; without it the system's
   */
  constructor(seconds: number, server?: string) {
    // Two tries, the second with twice the patience, within three quarters of the time.
    this.#resolver = new Resolver({ timeout: Math.max(50, Math.round(seconds * 250)), tries: 2 });
    if (server !== undefined) this.#resolver.setServers([server]);
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#resolver.cancel();
    }, seconds * 1000);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** All names of an address, in lower case and without the final dot. */
  async reverse(address: Address): Promise<Answer<string>> {
    return mapped(await this.#ask(() => this.#resolver.resolvePtr(reverseName(address))), plainName);
  }

  async forward(name: string): Promise<Forward> {
    const [aliases, a, aaaa] = await Promise.all([
      this.#aliases(name),
      this.#ask(() => this.#resolver.resolve4(name)),
      this.#ask(() => this.#resolver.resolve6(name)),
    ]);
    const address = (text: string) => readAddress(text) as Address;
    return { name, aliases, a: mapped(a, address), aaaa: mapped(aaaa, address) };
  }

  async #aliases(name: string): Promise<string[]> {
    const aliases: string[] = [];
    for (let last = name; aliases.length < MOST_ALIASES; ) {
      const next = await this.#ask(() => this.#resolver.resolveCname(last));
      if (next.is !== 'found' || next.records[0] === undefined) break;
      last = plainName(next.records[0]);
      if (last === name || aliases.includes(last)) break;
      aliases.push(last);
    }
    return aliases;
  }

  async #ask(question: () => Promise<string[]>): Promise<Answer<string>> {
    if (this.#isOver) return { is: 'failed', why: FAILED.ECANCELLED as string };
    try {
      const records = await question();
      return records.length > 0 ? { is: 'found', records } : { is: 'none', why: NONE.ENODATA as string };
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const none = NONE[code];
      if (none !== undefined) return { is: 'none', why: none };
      return { is: 'failed', why: FAILED[code] ?? `the resolver failed (${code})` };
    }
  }
}

/** A name as names are compared: case does not matter (RFC 4343). */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function mapped<A, B>(answer: Answer<A>, turn: (record: A) => B): Answer<B> {
  return answer.is === 'found' ? { is: 'found', records: answer.records.map(turn) } : answer;
}
