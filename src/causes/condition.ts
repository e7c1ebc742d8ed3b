import type { Fact } from '../facts/fact.js';
import { fitsAny, messageWords, parseTemplate, type TemplateToken } from './message-template.js';
import { fitsPath } from './path-template.js';
import type { Condition } from './rule.js';

/** A condition as it ships: every test as [operator, operand], templates parsed. */
export type CompiledCondition =
  | Leaf
  | { readonly all: readonly CompiledCondition[] }
  | { readonly any: readonly CompiledCondition[] };

/** A condition on one fact. */
export interface Leaf {
  readonly fact: string;
  readonly tests: readonly (readonly [Operator, unknown])[];
}

/** undefined: a fact that decides it was not collected. */
export type Truth = boolean | undefined;

type Holds = (value: unknown, operand: never) => boolean;

const OPERATORS = {
  is: (value, operand: unknown) => same(value, operand),
  isnt: (value, operand: unknown) => !same(value, operand),
  in: (value, operand: readonly unknown[]) => operand.some((one) => same(value, one)),
  notIn: (value, operand: readonly unknown[]) => !operand.some((one) => same(value, one)),
  above: (value, operand: number) => numeric(value) > operand,
  below: (value, operand: number) => numeric(value) < operand,
  atLeast: (value, operand: number) => numeric(value) >= operand,
  atMost: (value, operand: number) => numeric(value) <= operand,
  startsWith: (value, operand: readonly string[]) =>
    typeof value === 'string' && operand.some((one) => value.toLowerCase().startsWith(one.toLowerCase())),
  endsWith: (value, operand: readonly string[]) =>
    typeof value === 'string' && operand.some((one) => value.toLowerCase().endsWith(one.toLowerCase())),
  contains: (value, operand: readonly string[]) => operand.some((one) => contains(value, one)),
  like: (value, operand: readonly (readonly TemplateToken[])[]) => {
    return typeof value === 'string' && fitsAny(operand, messageWords(value));
  },
  path: (value, operand: readonly string[]) =>
    typeof value === 'string' && operand.some((one) => fitsPath(one, value)),
  present: (value, operand: boolean) => (value !== undefined) === operand,
} satisfies Record<string, Holds>;

export type Operator = keyof typeof OPERATORS;

function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}

/** Turns a condition as written into the form that ships. Throws a RangeError that says what is wrong. */
export function compileCondition(condition: Condition): CompiledCondition {
  if ('all' in condition) return { all: condition.all.map(compileCondition) };
  if ('any' in condition) return { any: condition.any.map(compileCondition) };
  const tests: [Operator, unknown][] = [];
  for (const name of Object.keys(condition)) {
    if (!isOperator(name)) continue;
    const operand = condition[name] as unknown;
    if (name === 'like') tests.push([name, list(operand).map((one) => parseTemplate(String(one)))]);
    else if (name === 'startsWith' || name === 'endsWith' || name === 'contains' || name === 'path')
      tests.push([name, list(operand).map(String)]);
    else tests.push([name, operand]);
  }
  if (tests.length === 0) throw new RangeError(`the condition on ${condition.fact} has no test`);
  return { fact: condition.fact, tests };
}

/** Where conditions find their facts. */
export interface FactSource {
  fact(name: string): Fact;
}

/** Evaluates in three values: what is known to be false decides an `all` even when another part is unknown. */
export function holds(condition: CompiledCondition, facts: FactSource): Truth {
  if (!('fact' in condition))
    return 'all' in condition ? fold(condition.all, facts, false) : fold(condition.any, facts, true);
  const found = facts.fact(condition.fact);
  if (found.is !== 'known') return undefined;
  for (const test of condition.tests) if (!OPERATORS[test[0]](found.value, test[1] as never)) return false;
  return true;
}

function fold(parts: readonly CompiledCondition[], facts: FactSource, decisive: boolean): Truth {
  let result: Truth = !decisive;
  for (const part of parts) {
    const truth = holds(part, facts);
    if (truth === decisive) return decisive;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** Names of the facts that a condition reads. */
export function factsOf(condition: CompiledCondition): string[] {
  return leavesOf(condition).map(({ fact }) => fact);
}

/** The conditions on single facts that a condition is made of. */
export function leavesOf(condition: CompiledCondition): readonly Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return [condition];
}

/** What a rule file may give once or as a list, as a list; nothing is an empty one. */
export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}

function same(value: unknown, operand: unknown): boolean {
  // `is: absent` reads better in a rule than a missing value does.
  return value === operand || (value === undefined && operand === 'absent');
}

function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function contains(value: unknown, part: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(part.toLowerCase());
  return Array.isArray(value) && value.includes(part);
}
