import { describe, expect, it } from 'vitest';
import type { PackMatch } from '../../src/causes/compiled.js';
import { matchRule } from '../../src/causes/match-rule.js';
import type { Symptom } from '../../src/causes/symptom.js';
import type { Rule } from '../../src/causes/rule.js';
import { Facts } from '../../src/facts/facts.js';
import { LimitReading } from '../../src/limits/check-request.js';
import type { LimitCheck } from '../../src/limits/limits.js';
import { exchangeWith } from '../support/exchange.js';
import { engine } from '../support/made-up-packs.js';

/** Facts of a request that keeps and breaks these limits. */
class LimitedFacts extends Facts {
  constructor(
    private readonly checks: readonly LimitCheck[],
    good?: Facts,
  ) {
    super(exchangeWith({ status: 400 }), undefined, good ? { good: { facts: good } } : {});
  }

  override get limits(): LimitReading {
    return new LimitReading(this.checks);
  }

  override of(): Facts {
    return this;
  }
}

const broken = (parts: Partial<LimitCheck> = {}): LimitCheck => ({
  cause: 'acmepay/only',
  keyword: 'maximum',
  field: 'amount',
  kept: false,
  says: () => 'amount is too large',
  specific: true,
  onlyNamed: false,
  onlyUnnamed: false,
  exact: true,
  ...parts,
});
const NAMED: Symptom = { code: 'REFUSED', status: 400 };
const UNNAMED: Symptom = { status: 400 };
const WHEN: Rule['when'] = [{ code: 'REFUSED' }, { message: 'is refused' }, { status: 400, evident: true }];

/** Fields of the limits that the rule's candidate rests on, and whether it is proven; undefined where it is none. */
function found(symptom: Symptom, checks: readonly LimitCheck[], good?: readonly LimitCheck[], when = WHEN) {
  const pack = engine({ only: { when } }).packs.get('acmepay') as PackMatch;
  const verdict = matchRule(pack, 0, symptom, new LimitedFacts(checks, good && new LimitedFacts(good)));
  if (verdict?.is !== 'candidate') return undefined;
  return [verdict.limits?.broken.map(({ field }) => field), verdict.proven];
}

describe('a broken limit behind a rule', () => {
  it('proves it, by its name or without, where the bytes are those that travelled', () => {
    expect(found(NAMED, [broken()])).toEqual([['amount'], true]);
    expect(found(UNNAMED, [broken()])).toEqual([['amount'], true]);
    expect(found(NAMED, [broken({ exact: false })])).toEqual([['amount'], false]);
    expect(found(NAMED, [broken({ exact: false }), broken()])).toEqual([['amount', 'amount'], true]);
    expect(found(NAMED, [broken({ kept: true })])).toEqual([[], false]);
    expect(found(NAMED, [broken({ doubted: true })])).toEqual([['amount'], true]);
    expect(found(UNNAMED, [broken({ doubted: true })])).toEqual([['amount'], false]);
  });

  it('makes a fault evident without any clue', () => {
    expect(found(UNNAMED, [])).toBeUndefined();
    expect(found(UNNAMED, [broken({ kept: true })])).toBeUndefined();
    expect(found(UNNAMED, [broken({ cause: 'acmepay/other' })])).toBeUndefined();
    expect(found(NAMED, [broken({ cause: 'acmepay/other' })])).toEqual([undefined, false]);
  });

  it('that counts only by its name needs a code or a message', () => {
    const onlyNamed = [broken({ onlyNamed: true })];
    expect(found(NAMED, onlyNamed)).toEqual([['amount'], true]);
    expect(found({ message: 'It is refused', status: 400 }, onlyNamed)).toEqual([['amount'], true]);
    expect(found(UNNAMED, onlyNamed)).toBeUndefined();
    const byStatus = [{ status: 400 }];
    expect(found(UNNAMED, onlyNamed, undefined, byStatus)).toEqual([[], false]);
    expect(found(UNNAMED, [broken()], undefined, byStatus)).toEqual([['amount'], true]);
  });
});

describe('a limit that the working request broke as well', () => {
  it('is none', () => {
    expect(found(NAMED, [broken()], [broken()])).toEqual([[], false]);
    expect(found(UNNAMED, [broken()], [broken()])).toBeUndefined();
    expect(found(NAMED, [broken(), broken({ field: 'fee' })], [broken()])).toEqual([['fee'], true]);
  });

  it('is the same limit of the same field', () => {
    expect(found(NAMED, [broken()], [broken({ field: 'fee' })])).toEqual([['amount'], true]);
    expect(found(NAMED, [broken()], [broken({ keyword: 'minimum' })])).toEqual([['amount'], true]);
    expect(found(NAMED, [broken()], [broken({ field: 'fee' }), broken()])).toEqual([[], false]);
    expect(found(NAMED, [broken()], [broken({ kept: true })])).toEqual([['amount'], true]);
    expect(found(NAMED, [broken()], [])).toEqual([['amount'], true]);
    expect(found(NAMED, [broken()], [broken({ cause: 'acmepay/other' })])).toEqual([['amount'], true]);
  });

  it('leaves one that counts only by its name to the names', () => {
    expect(found(NAMED, [broken({ onlyNamed: true })], [])).toEqual([['amount'], true]);
    expect(found(UNNAMED, [broken({ onlyNamed: true })], [])).toBeUndefined();
  });
});
