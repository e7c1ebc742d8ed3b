import { isGiven } from '../facts/circumstance.js';
import type { Circumstance, ExchangePart } from '../facts/fact.js';
import { type Facts, findFact } from '../facts/facts.js';
import type { PackMatch } from './compiled.js';
import { lookUp } from './look-up.js';
import { messageWords } from './message-template.js';
import { isDisguised, isUnanswered, type Symptom, statusKeys } from './symptom.js';

/** Numbers of the rules of a pack that a symptom may trigger, by index; each is then tested in full. */
export function candidateNumbers(pack: PackMatch, symptom: Symptom, facts: Facts): number[] {
  const numbers = new Set<number>();
  const add = (list: readonly number[] | undefined) => {
    for (const number of list ?? []) numbers.add(number);
  };
  if (symptom.code) add(lookUp(pack.byCode, symptom.code.toLowerCase()));
  if (symptom.message) for (const word of messageWords(symptom.message)) add(lookUp(pack.byWord, word));
  const statuses = statusKeys(symptom);
  for (const status of statuses ?? []) add(lookUp(pack.byStatus, status));
  if (isDisguised(symptom, facts)) for (const list of Object.values(pack.byStatus)) add(list);
  if (symptom.transport) add(lookUp(pack.byTransport, symptom.transport));
  for (const signals of signalsOf(pack, symptom, facts)) {
    for (const { name, needs, rules } of signalList(signals)) {
      if (needs && !isGiven(needs, facts)) continue;
      const fact = facts.fact(name);
      if (fact.is === 'known' && fact.value) add(rules);
    }
  }
  return [...numbers];
}

interface Signal {
  readonly name: string;
  readonly needs: Circumstance | undefined;
  readonly rules: readonly number[];
}

const signalLists = new WeakMap<PackMatch['bySignal'][string], readonly Signal[]>();

function signalList(signals: PackMatch['bySignal'][string]): readonly Signal[] {
  const before = signalLists.get(signals);
  if (before) return before;
  const list = Object.entries(signals).map(([name, rules]) => {
    const definition = findFact(name)?.definition;
    return { name, needs: definition?.needs ?? definition?.of, rules };
  });
  signalLists.set(signals, list);
  return list;
}

/** The facts that, if true, may trigger rules of a pack beside this symptom, each with the numbers of the rules. */
export function signalsOf(
  pack: PackMatch,
  symptom: Symptom,
  facts: Facts,
): readonly PackMatch['bySignal'][string][] {
  const statuses = statusKeys(symptom);
  const isAnyStatus = !statuses && !isUnanswered(symptom);
  const keys = isAnyStatus ? Object.keys(pack.bySignal) : [...(statuses ?? []), ...signalKeys(facts)];
  return keys.map((key) => pack.bySignal[key] ?? NO_SIGNALS);
}

const NO_SIGNALS: PackMatch['bySignal'][string] = {};

const PARTS: readonly ExchangePart[] = ['transport', 'delivery'];

/** Under which keys signals without a status are filed that may be true; what was answered by hand may be any. */
function signalKeys({ exchange, stated }: Facts): readonly string[] {
  return ['any', ...PARTS.filter((part) => exchange[part] || stated.answers)];
}
