import type { Arithmetic, Variables } from './arithmetic.js';
import { memberOf } from '../exchange/json-member.js';
import type { Comparison } from './limits.js';

let arithmetic: Arithmetic | undefined;

/** Loads what evaluates comparisons; until then they tell nothing. */
export async function loadArithmetic(): Promise<void> {
  arithmetic ??= await (await import('./arithmetic.js')).Arithmetic.load();
}

/** A part of the exchange that an expression reads a member of, at any depth. */
type Read = readonly [from: 'body' | 'query' | 'headers' | 'answer' | 'history', path: readonly string[]];

const READ = /\b(body|query|headers|answer|history)(?:((?:\.[A-Za-z_]\w*\b(?!\s*\())+)|\["([^"]+)"\])/g;
/** An expression that looks before it reads, or reads one of two. */
const CHOOSES = /\bhas\(|[?|]/;
const reads = new WeakMap<Comparison, readonly Read[]>();

/** The members without which a comparison tells nothing, so that nothing is loaded or evaluated where one is absent. */
export function readsOf(comparison: Comparison): readonly Read[] {
  const before = reads.get(comparison);
  if (before) return before;
  const found = [comparison.left, comparison.right]
    .filter((expression) => !CHOOSES.test(expression))
    .flatMap((expression) => [...expression.matchAll(READ)])
    .map(
      ([, from, member, quoted]): Read => [from as Read[0], member?.slice(1).split('.') ?? [quoted ?? '']],
    );
  reads.set(comparison, found);
  return found;
}

/** Whether both sides are in the relation that is documented, and by how much they differ; undefined where one has no value. */
export function compare(
  { left: leftSide, is, right: rightSide }: Comparison,
  variables: Variables,
): { kept: boolean; left: unknown; right: unknown; gap: number | string | undefined } | undefined {
  const left = evaluate(leftSide, variables);
  const right = left === undefined ? undefined : evaluate(rightSide, variables);
  if (left === undefined || right === undefined) return undefined;
  const numbers = decimalOf(left) !== undefined && decimalOf(right) !== undefined;
  if (!numbers) {
    const equal = left === right;
    if (is === '==' || is === '!=') return { kept: equal === (is === '=='), left, right, gap: undefined };
    return undefined;
  }
  const difference = subtract(decimalOf(left) as Decimal, decimalOf(right) as Decimal);
  const sign = difference.digits > 0n ? 1 : difference.digits < 0n ? -1 : 0;
  return { kept: KEEPS[is](sign), left: plain(left), right: plain(right), gap: textOf(difference) };
}

/** Most sides are a plain member, for which nothing needs to be evaluated. */
function evaluate(expression: string, variables: Variables): unknown {
  const [, from, member] = arithmetic ? (PLAIN.exec(expression) ?? []) : [];
  if (!from || !member) return arithmetic?.evaluate(expression, variables);
  const value = memberOf(variables[from as 'body' | 'query' | 'answer'], member);
  return value === null || value === '' ? undefined : value;
}

const PLAIN = /^(body|query|answer)\.([A-Za-z_]\w*)$/;

const KEEPS: Readonly<Record<Comparison['is'], (sign: number) => boolean>> = {
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

/** An exact decimal number: digits / 10^scale. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Text is read digit by digit, so that 0.1 + 0.2 of an API that sends decimal strings stays 0.3. */
function decimalOf(value: unknown): Decimal | undefined {
  const text = typeof value === 'number' ? plain(value) : value;
  const [, sign = '', whole = '', fraction = ''] =
    (typeof text === 'string' || typeof text === 'number'
      ? /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(String(text))
      : null) ?? [];
  if (whole === '') return undefined;
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** A number without the dust of binary fractions. */
function plain(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

function subtract(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const raised = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return { digits: raised(one) - raised(other), scale };
}

/** The size of a difference: `500`, `0.05`. */
function textOf({ digits, scale }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  return `${scale === 0 ? text : text.slice(0, -scale)}${fraction && `.${fraction}`}`;
}
