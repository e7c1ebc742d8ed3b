import { describe, expect, it } from 'vitest';
import { GENERIC_PACKS } from '../src/causes/recognise.js';
import { exchangeOf } from '../src/causes/run-examples.js';
import { compilePacks } from '../src/causes/compile-packs.js';
import { diagnose } from '../src/diagnose.js';
import { inMemory } from './support/in-memory.js';
import { loaded, sources } from './support/packs.js';

const providers = sources.filter(({ id }) => !GENERIC_PACKS.has(id));
const examples = sources.flatMap((pack) =>
  pack.rules.flatMap(({ id, rule }) =>
    rule.examples.fires.map((example) => ({ pack: pack.id, id, example })),
  ),
);

describe("a provider's cause never leads on another provider's exchange", () => {
  it.each(providers.map(({ id }) => id))('%s stays silent on the examples of the others', (provider) => {
    const wrong = examples
      .filter(({ pack }) => pack !== provider)
      .flatMap(({ id, example }) => {
        const leaders = diagnose(exchangeOf(example), loaded).faults.map(
          ({ causes }) => causes[0]?.candidate.rule.id ?? '',
        );
        return leaders
          .filter((leader) => leader.startsWith(`${provider}/`))
          .map((leader) => `${id} (${example.name}): ${leader}`);
      });
    expect(wrong).toEqual([]);
  });

  it.each(providers.map(({ id }) => id))(
    '%s alone, without the pack that the examples belong to, stays silent too',
    (provider) => {
      const alone = inMemory(
        compilePacks(sources.filter(({ id }) => id === provider || GENERIC_PACKS.has(id))),
      );
      const wrong = examples
        .filter(({ pack }) => pack !== provider && !GENERIC_PACKS.has(pack))
        .flatMap(({ id, example }) => {
          const leaders = diagnose(exchangeOf(example), alone).faults.map(
            ({ causes }) => causes[0]?.candidate.rule.id ?? '',
          );
          return leaders
            .filter((leader) => leader.startsWith(`${provider}/`))
            .map((leader) => `${id} (${example.name}): ${leader}`);
        });
      expect(wrong).toEqual([]);
    },
  );
});
