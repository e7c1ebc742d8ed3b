import { describe, expect, it } from 'vitest';
import { compileCondition, factsOf, holds, list } from '../../src/causes/condition.js';
import type { Condition } from '../../src/causes/rule.js';
import { type Fact, known, notCollected } from '../../src/facts/fact.js';

const facts: Record<string, Fact> = {
  'request.json.amount': known(2500),
  'request.json.note': known('Buy now'),
  'request.header.x-key': known(undefined),
  'request.path': known('/v2/otp/abc'),
  'request.json.text': known('12.5'),
  'request.json.blank': known(' '),
  'request.json.tags': known(['vip', 'New']),
  'egress.address': notCollected('the address', 'ask'),
};
const truth = (condition: Condition) =>
  holds(compileCondition(condition), { fact: (name) => facts[name] as Fact });

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [{ fact: 'request.json.amount', above: 2499 }, true],
    [{ fact: 'request.json.amount', above: 2500 }, false],
    [{ fact: 'request.json.amount', atLeast: 2500, atMost: 2500 }, true],
    [{ fact: 'request.json.amount', atLeast: 2501 }, false],
    [{ fact: 'request.json.amount', atMost: 2499 }, false],
    [{ fact: 'request.json.amount', below: 2501 }, true],
    [{ fact: 'request.json.amount', below: 2500 }, false],
    [{ fact: 'request.json.note', above: 1 }, false],
    [{ fact: 'request.json.text', above: 12 }, true],
    [{ fact: 'request.json.blank', atMost: 1 }, false],
    [{ fact: 'request.json.tags', atMost: 1 }, false],
    [{ fact: 'request.json.amount', is: '2500' }, false],
    [{ fact: 'request.json.amount', isnt: 2500 }, false],
    [{ fact: 'request.json.amount', isnt: 1 }, true],
    [{ fact: 'request.json.amount', in: [1, 2500] }, true],
    [{ fact: 'request.json.amount', in: [1, 2] }, false],
    [{ fact: 'request.json.amount', notIn: [1, 2500] }, false],
    [{ fact: 'request.json.amount', notIn: [1, 2] }, true],
    [{ fact: 'request.json.amount', is: 'absent' }, false],
    [{ fact: 'request.json.note', startsWith: ['sell', 'now'] }, false],
    [{ fact: 'request.json.note', startsWith: ['sell', 'buy'] }, true],
    [{ fact: 'request.json.amount', startsWith: '2' }, false],
    [{ fact: 'request.header.x-key', is: 'present' }, false],
    [{ fact: 'request.json.note', endsWith: 'now' }, true],
    [{ fact: 'request.json.note', endsWith: ['x', 'NOW'] }, true],
    [{ fact: 'request.json.note', endsWith: ['x', 'buy'] }, false],
    [{ fact: 'request.json.amount', endsWith: '0' }, false],
    [{ fact: 'request.json.note', contains: 'sell' }, false],
    [{ fact: 'request.json.amount', contains: '2' }, false],
    [{ fact: 'request.json.tags', contains: 'vip' }, true],
    [{ fact: 'request.json.tags', contains: 'new' }, false],
    [{ fact: 'request.json.note', like: ['sell', 'buy *'] }, true],
    [{ fact: 'request.json.note', like: 'sell' }, false],
    [{ fact: 'request.json.amount', like: '2500' }, false],
    [{ fact: 'request.json.note', present: true }, true],
    [{ fact: 'request.json.note', above: 1, present: true }, false],
    [{ fact: 'request.path', path: ['/otp', '/otp/{token}'] }, true],
    [{ fact: 'request.json.amount', path: '/2500' }, false],
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
    expect(truth({ all: [yes, yes] })).toBe(true);
    expect(truth({ any: [no, no] })).toBe(false);
  });

  it('needs a test', () => {
    expect(() => compileCondition({ fact: 'request.path' })).toThrow(
      'the condition on request.path has no test',
    );
  });

  it('of several parts reads the facts of all of them', () => {
    const [amount, note, path] = ['request.json.amount', 'request.json.note', 'request.path'].map((fact) => ({
      fact,
      present: true,
    })) as [Condition, Condition, Condition];
    expect(factsOf(compileCondition({ all: [amount, { any: [note, path] }] }))).toEqual([
      'request.json.amount',
      'request.json.note',
      'request.path',
    ]);
  });
});

describe('what a rule gives once or as a list', () => {
  it.each([
    [undefined, []],
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('%j is %j', (given, expected) => expect(list(given)).toEqual(expected));
});
