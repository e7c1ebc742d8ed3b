import { describe, expect, it } from 'vitest';
import { compileCondition, holds } from '../../src/causes/condition.js';
import type { Condition } from '../../src/causes/rule.js';
import { type Fact, known, notCollected } from '../../src/facts/fact.js';

const facts: Record<string, Fact> = {
  'request.json.amount': known(2500),
  'request.json.note': known('Buy now'),
  'request.header.x-key': known(undefined),
  'request.path': known('/v2/otp/abc'),
  'egress.address': notCollected('the address', 'ask'),
};
const truth = (condition: Condition) => holds(compileCondition(condition), (name) => facts[name] as Fact);

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [{ fact: 'request.json.amount', above: 2499 }, true],
    [{ fact: 'request.json.amount', above: 2500 }, false],
    [{ fact: 'request.json.amount', atLeast: 2500, atMost: 2500 }, true],
    [{ fact: 'request.json.note', above: 1 }, false],
    [{ fact: 'request.json.note', startsWith: 'buy' }, true],
    [{ fact: 'request.json.note', contains: ['sell', 'NOW'] }, true],
    [{ fact: 'request.header.x-key', present: false }, true],
    [{ fact: 'request.header.x-key', is: 'absent' }, true],
    [{ fact: 'request.path', path: '/otp/{token}' }, true],
    [{ fact: 'request.path', path: '/otp' }, false],
  ])('%j is %s', (condition, expected) => expect(truth(condition)).toBe(expected));

  it('is unknown when its fact was not collected', () => {
    expect(truth({ fact: 'egress.address', present: true })).toBeUndefined();
  });

  it('of several parts is decided by a decisive part, even beside an unknown one', () => {
    const unknown = { fact: 'egress.address', is: 1 };
    const yes = { fact: 'request.json.amount', is: 2500 };
    const no = { fact: 'request.json.amount', is: 1 };
    expect(truth({ all: [unknown, no] })).toBe(false);
    expect(truth({ all: [unknown, yes] })).toBeUndefined();
    expect(truth({ any: [unknown, yes] })).toBe(true);
    expect(truth({ any: [unknown, no] })).toBeUndefined();
  });
});
