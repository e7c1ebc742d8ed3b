import { diagnoseBeside } from '../compare/compare.js';
import { diagnose, type LoadedPacks } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Stated } from '../facts/fact.js';
import { Facts } from '../facts/facts.js';
import { History } from '../history/history.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { readInput } from '../input/read-input.js';
import type { PackSource } from './compile-packs.js';
import { recognise } from './recognise.js';
import type { Example } from './rule.js';

/** An example that did not come out as its rule promises. */
export interface ExampleFailure {
  readonly rule: string;
  readonly example: string;
  readonly says: string;
}

/** The last exchange of an example, which is a capture in any form that is read; mostly what `curl -v` prints. */
export function exchangeOf({ name, http, at }: Pick<Example, 'name' | 'http' | 'at'>): Exchange {
  const { exchanges } = readInput(new Input(name, Buffer.from(http)), formats);
  const last = exchanges.at(-1);
  if (!last) throw new Error('the example holds no exchange');
  return at === undefined ? last : { ...last, time: { ...last.time, start: Date.parse(at) } };
}

/** What is known besides the exchange of an example: facts, and the calls before it, read with the settings of their own pack or of this one. */
function statedBy(
  { name, history = [], facts }: Example,
  exchange: Exchange,
  { index, packs }: LoadedPacks,
  fallback: string,
): Stated {
  const answers = facts && { answers: facts };
  if (history.length === 0) return { ...answers };
  const calls = [...history.map((call) => exchangeOf({ name, ...call })), exchange];
  const stated: Stated = {
    ...answers,
    history: new History(calls, (call) => {
      const own = recognise(new Facts(call, undefined, {}), index, {})?.pack ?? fallback;
      return new Facts(call, packs.get(own)?.settings, { history: stated.history });
    }),
  };
  return stated;
}

/**
 * Runs the examples of every rule: under `fires` the rule must lead its fault, under `silent` it must not lead.
 * Without a host or another sign in the example the pack is named as with `--provider`.
 */
export function runExamples(sources: readonly PackSource[], loaded: LoadedPacks): ExampleFailure[] {
  const failures: ExampleFailure[] = [];
  for (const { id: pack, rules } of sources) {
    for (const { id, rule } of rules) {
      for (const kind of ['fires', 'silent'] as const) {
        for (const example of rule.examples[kind]) {
          const says = judge(id, kind, example, pack, loaded);
          if (says) failures.push({ rule: id, example: example.name, says });
        }
      }
    }
  }
  return failures;
}

function judge(
  id: string,
  kind: 'fires' | 'silent',
  example: Example,
  pack: string,
  loaded: LoadedPacks,
): string | undefined {
  let exchange: Exchange;
  let stated: Stated;
  try {
    exchange = exchangeOf(example);
    stated = statedBy(example, exchange, loaded, pack);
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
  const recognised = diagnose(exchange, loaded, stated);
  const own = recognised.pack?.settings.id;
  // A silent example may well be another provider's; an example that names nobody is read with --provider.
  const options = own || pack === 'http' ? stated : { ...stated, provider: pack };
  const alone = own || pack === 'http' ? recognised : diagnose(exchange, loaded, options);
  const diagnosis =
    example.good === undefined
      ? alone
      : diagnoseBeside(alone, exchangeOf({ name: example.name, http: example.good }), loaded, options)
          .diagnosis;
  const leaders = diagnosis.faults.map(({ causes }) => causes[0]?.candidate.rule.id);
  const notes = diagnosis.notes.map(({ rule }) => rule.id);
  const shown =
    diagnosis.faults
      .flatMap(({ causes }) =>
        causes.map(({ candidate, probability }) => `${candidate.rule.id} ${probability}`),
      )
      .join(', ') || 'nothing';
  const there = leaders.includes(id) || notes.includes(id);
  if (kind === 'fires' && own && own !== pack && pack !== 'http') return `recognised as ${own}`;
  if (kind === 'fires' && !there) return `expected to lead, but got ${shown}`;
  return kind === 'silent' && there ? `expected not to lead, but got ${shown}` : undefined;
}
