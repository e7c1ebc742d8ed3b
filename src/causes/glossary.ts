import type { RulePage } from './compiled.js';
import { list } from './condition.js';
import type { PackStore } from './load-packs.js';
import { fitsTemplate, literalWords, messageWords, parseTemplate } from './message-template.js';

/** What the glossary needs of a pack. */
interface KnownPack {
  readonly name: string;
  readonly rules: readonly RulePage[];
}

/** The causes by what people call them: ids, error codes, statuses, words of messages, names of packs. */
export class Glossary {
  constructor(private readonly packs: ReadonlyMap<string, KnownPack>) {}

  /** Reads the words of every pack. */
  static async of(store: PackStore): Promise<Glossary> {
    const { packs } = store.index;
    return new Glossary(
      new Map(
        await Promise.all(
          packs.map(async (id) => {
            const [{ name }, rules] = await Promise.all([store.text(id), store.pages(id)]);
            return [id, { name, rules }] as const;
          }),
        ),
      ),
    );
  }

  get causes(): readonly RulePage[] {
    return [...this.packs.values()].flatMap(({ rules }) => [...rules]);
  }

  /**
   * The causes that a phrase stands for; none when nobody knows it. An id is meant before a code, a code before
   * a status, then the name of a pack, a whole message, and last some words of one.
   */
  find(phrase: string): readonly RulePage[] {
    const wanted = phrase.trim().toLowerCase();
    const words = messageWords(phrase);
    if (words.length === 0) return [];
    const ways: ((rule: RulePage) => boolean)[] = [
      ({ id }) => id === wanted,
      ({ id }) => nameOf(id) === wanted,
      (rule) => codesOf(rule).some((code) => code.toLowerCase() === wanted),
      ({ when }) =>
        list(when).some(
          ({ status, code, message }) =>
            !code && !message && list(status).some((one) => String(one) === wanted),
        ),
      ({ id }) => packIdOf(id) === wanted,
      (rule) => messagesOf(rule).some((message) => fitsTemplate(parseTemplate(message), words)),
      (rule) => messagesOf(rule).some((message) => holdsAll(message, words)),
    ];
    for (const fits of ways) {
      const found = this.causes.filter(fits);
      // What the code itself names comes before its special cases.
      const named = kebab(wanted);
      if (found.length > 0)
        return found.sort((a, b) => Number(nameOf(b.id) === named) - Number(nameOf(a.id) === named));
    }
    return [];
  }

  /** Name of the pack that a cause belongs to, as it is said to the user. */
  packOf({ id }: RulePage): string {
    const pack = packIdOf(id);
    return this.packs.get(pack)?.name ?? pack;
  }

  /** Everything that has one exact spelling, for "did you mean". */
  spellings(): string[] {
    const causes = this.causes;
    return [
      ...this.packs.keys(),
      ...causes.map(({ id }) => id),
      ...causes.map(({ id }) => nameOf(id)),
      ...causes.flatMap(codesOf),
    ];
  }
}

function codesOf({ when }: RulePage): string[] {
  return list(when).flatMap(({ code }) => list(code));
}

function messagesOf({ when }: RulePage): string[] {
  return list(when).flatMap(({ message }) => list(message));
}

function holdsAll(message: string, words: readonly string[]): boolean {
  const literal = new Set(literalWords(parseTemplate(message)).flat());
  return words.every((word) => literal.has(word));
}

function packIdOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function kebab(code: string): string {
  return code.replaceAll('_', '-');
}

function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
