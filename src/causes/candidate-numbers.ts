import { type Circumstances, circumstancesOf, isAmong } from '../facts/circumstance.js';
import type { ExchangePart } from '../facts/fact.js';
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
  const given = circumstancesOf(facts);
  for (const signals of signalsOf(pack, symptom, facts)) {
    for (const { name, rules } of signalsUnder(given, signals)) {
      const fact = facts.fact(name);
      if (fact.is === 'known' && fact.value) add(rules);
    }
  }
  return [...numbers];
}

interface Signal {
  readonly name: string;
  readonly rules: readonly number[];
}

/** Of the signals under one key, those that may be true: most need what hardly an exchange has. */
const possible = new WeakMap<PackMatch['bySignal'][string], Map<Circumstances, readonly Signal[]>>();

function signalsUnder(given: Circumstances, signals: PackMatch['bySignal'][string]): readonly Signal[] {
  const lists = possible.get(signals) ?? new Map<Circumstances, readonly Signal[]>();
  possible.set(signals, lists);
  const before = lists.get(given);
  if (before) return before;
  const list = Object.entries(signals)
    .map(([name, rules]) => ({ name, rules }))
    .filter(({ name }) => {
      const definition = findFact(name)?.definition;
      const needs = definition?.needs ?? definition?.of;
      return !needs || isAmong(given, needs);
    });
  lists.set(given, list);
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
