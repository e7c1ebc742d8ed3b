import type { Leaf, Operator } from '../causes/condition.js';
import type { TemplateToken } from '../causes/message-template.js';

/** A value that stands for all that no condition asks for. */
export const SOMETHING_ELSE = 'something else';

/**
 * Values of a fact that make a difference to these conditions: those that they name, numbers at both sides of each
 * limit, texts that fit each template, and one that fits nothing.
 */
export function supposedValues(conditions: readonly Leaf[]): readonly unknown[] {
  const tests = conditions.flatMap(({ tests }) => tests);
  const named = tests.flatMap(([operator, operand]) => VALUES[operator](operand as never));
  const isBoolean = named.some((value) => typeof value === 'boolean');
  const isNumber = tests.some(([operator]) => NUMERIC.has(operator));
  const all = isBoolean ? [true, false, ...named] : isNumber ? named : [...named, SOMETHING_ELSE];
  return [...new Set(all)];
}

const NUMERIC: ReadonlySet<Operator> = new Set(['above', 'below', 'atLeast', 'atMost']);

const VALUES: Readonly<Record<Operator, (operand: never) => readonly unknown[]>> = {
  is: (operand: unknown) => [named(operand)],
  isnt: (operand: unknown) => [named(operand)],
  in: (operand: readonly unknown[]) => operand.map(named),
  notIn: (operand: readonly unknown[]) => operand.map(named),
  above: around,
  below: around,
  atLeast: around,
  atMost: around,
  startsWith: texts,
  endsWith: texts,
  contains: texts,
  like: (operand: readonly (readonly TemplateToken[])[]) => operand.slice(0, 1).map(sentence),
  path: (operand: readonly string[]) => operand.map(pathOf),
  present: () => [undefined],
};

function named(operand: unknown): unknown {
  return operand === 'absent' ? undefined : operand;
}

function around(limit: number): readonly number[] {
  return [limit - 1, limit, limit + 1];
}

function texts(operand: readonly string[]): readonly string[] {
  return operand.slice(0, 1);
}

/** A message that fits a template: of alternatives the first, nothing in its gaps. */
export function sentence(tokens: readonly TemplateToken[]): string {
  return tokens
    .flatMap((token) => {
      if (typeof token === 'string') return [token];
      if ('gap' in token) return token.gap[0] > 0 ? ['x'] : [];
      return token.slice(0, 1);
    })
    .join(' ');
}

/** A path that fits a template. */
export function pathOf(template: string): string {
  const path = template.replace(/^\^/, '').replace(/\{\w+(?:\.\.\.)?\}/g, '1');
  return path.startsWith('/') ? path : `/${path}`;
}
