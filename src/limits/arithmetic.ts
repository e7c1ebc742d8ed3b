import { Environment, type ParseResult } from '@marcbachmann/cel-js';

/** What expressions speak of. */
export interface Variables {
  readonly body: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly answer: unknown;
  readonly message: string;
}

const environment = new Environment({
  homogeneousAggregateLiterals: false,
  // Expressions of a stranger's pack must end soon.
  limits: { maxAstNodes: 100, maxDepth: 12, maxListElements: 50, maxMapEntries: 50, maxCallArguments: 8 },
})
  .registerVariable('body', 'dyn')
  .registerVariable('query', 'dyn')
  .registerVariable('headers', 'dyn')
  .registerVariable('answer', 'dyn')
  .registerVariable('message', 'string')
  .registerFunction('sum(list): double', (list: unknown[]) =>
    list.reduce<number>((all, one) => all + numberOf(one), 0),
  )
  .registerFunction('number(dyn): double', numberOf)
  .registerFunction('seconds(dyn): double', (time: unknown) => secondsOf(time));

// Numbers of a body are doubles, literals in an expression are integers.
for (const [operator, compute] of Object.entries({
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
})) {
  for (const types of [
    ['int', 'double'],
    ['double', 'int'],
  ]) {
    environment.registerOperator(`${types.join(` ${operator} `)}`, (a: unknown, b: unknown) =>
      compute(Number(a), Number(b)),
    );
  }
}

const parsed = new Map<string, ParseResult>();

/**
 * The value of a CEL expression; undefined where a field that it reads is missing or of another kind: whether it must
 * be there is another question.
 */
export function evaluate(expression: string, variables: Variables): unknown {
  let program = parsed.get(expression);
  if (!program) {
    program = environment.parse(expression);
    parsed.set(expression, program);
  }
  try {
    const value: unknown = program({ ...variables });
    return typeof value === 'bigint' ? Number(value) : value;
  } catch {
    return undefined;
  }
}

/** What is wrong with an expression as it is written; undefined when nothing is. */
export function faultOf(expression: string): string | undefined {
  try {
    const { valid, error } = environment.check(expression);
    return valid ? undefined : firstLine(error?.message);
  } catch (error) {
    return firstLine((error as Error).message);
  }
}

function firstLine(text = 'it cannot be read'): string {
  return text.split('\n')[0] ?? text;
}

function numberOf(value: unknown): number {
  const number =
    typeof value === 'string' && !/^-?\d+(?:\.\d+)?$/.test(value) ? Number.NaN : Number(value ?? Number.NaN);
  if (Number.isNaN(number)) throw new TypeError('not a number');
  return number;
}

/** Unix seconds of a date, a time, or a number of seconds or milliseconds. */
function secondsOf(value: unknown): number {
  const text = String(value);
  const number = /^\d{9,14}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const time = Number.isNaN(number)
    ? /^\d{4}-\d\d/.test(text)
      ? Date.parse(text) / 1000
      : Number.NaN
    : number > 1e11
      ? number / 1000
      : number;
  if (Number.isNaN(time)) throw new TypeError('not a time');
  return time;
}
