import type { Environment, ParseResult } from '@marcbachmann/cel-js';

/** What expressions speak of. */
export interface Variables {
  readonly body: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly answer: unknown;
  readonly message: string;
  readonly history?: unknown;
}

/** Evaluates the expressions of limits, which are written in CEL. */
export class Arithmetic {
  readonly #environment: Environment;
  readonly #parsed = new Map<string, ParseResult>();

  private constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Loads what evaluates CEL: an ES module, which `require` of the bundle cannot load in every version of Node. */
  static async load(): Promise<Arithmetic> {
    const cel = await import('@marcbachmann/cel-js');
    const environment = new cel.Environment({
      homogeneousAggregateLiterals: false,
      // Expressions of a stranger's pack must end soon.
      limits: { maxAstNodes: 100, maxDepth: 12, maxListElements: 50, maxMapEntries: 50, maxCallArguments: 8 },
    });
    return new Arithmetic(withMixedNumbers(withNames(environment)));
  }

  /**
   * The value of a CEL expression; undefined where a field that it reads is missing, null, empty or of another kind:
   * whether it must be there is another question.
   */
  evaluate(expression: string, variables: Variables): unknown {
    const program = this.#parsed.get(expression) ?? this.#environment.parse(expression);
    this.#parsed.set(expression, program);
    // Tracing where an evaluation stopped would take longer than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      const value: unknown = program({ ...variables });
      return typeof value === 'bigint' ? Number(value) : value === null || value === '' ? undefined : value;
    } catch {
      return undefined;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  /** What is wrong with an expression as it is written; undefined when nothing is. */
  faultOf(expression: string): string | undefined {
    try {
      const { valid, error } = this.#environment.check(expression);
      return valid ? undefined : firstLine(error?.message);
    } catch (error) {
      return firstLine((error as Error).message);
    }
  }
}

function withNames(environment: Environment): Environment {
  return environment
    .registerVariable('body', 'dyn')
    .registerVariable('query', 'dyn')
    .registerVariable('headers', 'dyn')
    .registerVariable('answer', 'dyn')
    .registerVariable('message', 'string')
    .registerVariable('history', 'dyn')
    .registerFunction('sum(list): double', sumOf)
    .registerFunction('number(dyn): double', numberOf)
    .registerFunction('wordAfter(string, string): string', wordAfter)
    .registerFunction('seconds(dyn): double', (time: unknown) => secondsOf(time))
    .registerFunction('secondsBetween(dyn, dyn): double', (start: unknown, end: unknown) => {
      // A date beside a time: whether the day counts from its first or to its last second, providers see differently.
      if (formOf(start) !== formOf(end)) throw new TypeError('not written in one form');
      return secondsOf(end) - secondsOf(start);
    });
}

/** Numbers of a body are doubles, literals in an expression are integers. */
function withMixedNumbers(environment: Environment): Environment {
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
  return environment;
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

/** That a list must not be empty is another question. */
function sumOf(list: readonly unknown[]): number {
  if (list.length === 0) throw new TypeError('nothing to add up');
  return list.reduce<number>((all, one) => all + numberOf(one), 0);
}

/** The word that follows others in a text, as it is written there; the others in any case and punctuation. */
function wordAfter(text: string, words: string): string {
  const given = text.slice(0, 2000).match(WORD) ?? [];
  const wanted = words.toLowerCase().match(WORD) ?? [];
  const start = given.findIndex((_, place) =>
    wanted.every((word, offset) => given[place + offset]?.toLowerCase() === word),
  );
  const found = start < 0 ? undefined : given[start + wanted.length];
  if (found === undefined) throw new TypeError('the words are not there');
  return found;
}

const WORD = /[\p{L}\p{N}_]+/gu;

/** Unix seconds of a date, a time (UTC where it names no zone), or a number of seconds or milliseconds. */
function secondsOf(value: unknown): number {
  const text = String(value);
  const form = formOf(value);
  const time =
    form === 'seconds'
      ? Number(text)
      : form === 'milliseconds'
        ? Number(text) / 1000
        : Date.parse(form === 'time' ? `${text}Z` : text) / 1000;
  if (Number.isNaN(time)) throw new TypeError('not a time');
  return time;
}

/** How a time is written; a form that cannot be told is no time. */
function formOf(value: unknown): string {
  const form = FORMS.find(([, pattern]) => pattern.test(String(value)));
  if (!form) throw new TypeError('not a time');
  return form[0];
}

const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['seconds', /^\d{9,11}(?:\.\d+)?$/],
  ['milliseconds', /^\d{12,14}(?:\.\d+)?$/],
  ['month', /^\d{4}-\d\d$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d{4}-\d\d-\d\d[T ][\d:.]+$/],
  ['time with zone', /^\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)$/i],
];
