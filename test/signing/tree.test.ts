import { describe, expect, it } from 'vitest';
import { Choice } from '../../src/signing/choice.js';
import { Derived, Joined, type Layout, Leaf, Stepped, type TreeNode } from '../../src/signing/tree.js';

const SIZES = [3, 2, 2, 2, 2];
const LAYOUT: Layout = {
  separators: [',', ';'],
  arrangements: [(parts, separator) => [...parts].reverse().join(separator)],
  edges: [['<', '>']],
  dimensions: { separator: 2, arrangement: 3, edges: 4 },
};
const PLAIN: Layout = {
  separators: [','],
  arrangements: [],
  edges: [],
  dimensions: { separator: -1, arrangement: -1, edges: -1 },
};

/** The value of a node under a choice of [dimension, alternative]. */
function under(node: TreeNode, ...chosen: [number, number][]): string {
  const choice = new Choice(SIZES, 4);
  for (const [dimension, alternative] of chosen) choice.push(dimension, alternative);
  return node.value(choice);
}

describe('a leaf', () => {
  it('takes the value of its alternative', () => {
    const leaf = new Leaf(0, ['a', 'b', 'c']);
    expect([under(leaf), under(leaf, [0, 1]), under(leaf, [0, 2]), under(leaf, [1, 1])]).toEqual([
      'a',
      'b',
      'c',
      'a',
    ]);
    expect(under(new Leaf(-1, ['fixed']), [0, 1])).toBe('fixed');
  });
});

describe('joined parts', () => {
  const parts = () => [new Leaf(0, ['a', 'bb', '']), new Leaf(-1, ['-']), new Leaf(1, ['x', 'yy'])];

  it('change in their places', () => {
    const joined = new Joined(parts(), PLAIN);
    expect(under(joined)).toBe('a,-,x');
    expect(under(joined, [0, 1])).toBe('bb,-,x');
    expect(under(joined, [1, 1])).toBe('a,-,yy');
    expect(under(joined, [0, 2], [1, 1])).toBe(',-,yy');
    expect(under(joined, [1, 1], [0, 2])).toBe(',-,yy');
    expect(under(joined, [2, 1])).toBe('a,-,x');
  });

  it('are separated, arranged and edged otherwise', () => {
    const joined = new Joined(parts(), LAYOUT);
    expect(under(joined, [2, 1])).toBe('a;-;x');
    expect(under(joined, [3, 1])).toBe('x,-,a');
    expect(under(joined, [3, 1], [2, 1], [0, 1])).toBe('x;-;bb');
    expect(under(joined, [4, 1])).toBe('<a,-,x>');
    expect(under(joined, [4, 1], [1, 1])).toBe('<a,-,yy>');
  });

  it('may be one part in two places', () => {
    const leaf = new Leaf(0, ['a', 'b']);
    expect(under(new Joined([leaf, new Leaf(-1, ['-']), leaf], PLAIN), [0, 1])).toBe('b,-,b');
  });

  it('may hold joined parts', () => {
    const inner = new Joined([new Leaf(0, ['a', 'b']), new Leaf(1, ['x', 'y'])], PLAIN);
    const outer = new Joined([new Leaf(-1, ['<']), inner], PLAIN);
    expect([under(outer), under(outer, [1, 1]), under(outer, [0, 1], [1, 1])]).toEqual([
      '<,a,x',
      '<,a,y',
      '<,b,y',
    ]);
  });
});

describe('a stepped part', () => {
  it('is computed once for each value that it has', () => {
    const calls: string[] = [];
    const stepped = new Stepped(new Leaf(0, ['a', 'b']), 1, (before, alternative) => {
      calls.push(before);
      return alternative === 0 ? before.toUpperCase() : `${before}!`;
    });
    expect([under(stepped), under(stepped, [0, 1]), under(stepped, [1, 1])]).toEqual(['A', 'B', 'a!']);
    expect(under(stepped, [0, 1], [1, 1])).toBe('b!');
    expect([under(stepped), under(stepped, [0, 1]), under(stepped, [0, 1], [2, 1])]).toEqual(['A', 'B', 'B']);
    expect(calls).toEqual(['a', 'b', 'a', 'b']);
  });

  it('without alternatives of its own follows its part', () => {
    const stepped = new Stepped(
      new Leaf(0, ['a', 'b']),
      -1,
      (before, alternative) => `${before}${alternative}`,
    );
    expect([under(stepped), under(stepped, [0, 1]), under(stepped, [1, 1])]).toEqual(['a0', 'b0', 'a0']);
  });

  it('keeps no long results', () => {
    let calls = 0;
    const long = (length: number) =>
      new Stepped(new Leaf(0, ['a', 'b']), -1, () => {
        calls++;
        return 'x'.repeat(length);
      });
    const [kept, dropped] = [long(4096), long(4097)];
    for (const node of [kept, kept, dropped, dropped]) under(node, [0, 1]);
    expect(calls).toBe(3);
  });
});

describe('a derived key', () => {
  it('is computed once for each key and message', () => {
    let calls = 0;
    const derived = new Derived(new Leaf(0, ['k', 'l']), new Leaf(1, ['m', 'n']), (key, message) => {
      calls++;
      return `${key}(${message})`;
    });
    expect([under(derived), under(derived, [0, 1]), under(derived, [1, 1])]).toEqual([
      'k(m)',
      'l(m)',
      'k(n)',
    ]);
    expect([under(derived, [0, 1], [1, 1]), under(derived, [0, 1]), under(derived, [3, 1])]).toEqual([
      'l(n)',
      'l(m)',
      'k(m)',
    ]);
    expect(calls).toBe(4);
  });
});

describe('a choice', () => {
  const all = (...dimensions: number[]) =>
    Uint8Array.from(SIZES, (_, one) => (dimensions.includes(one) ? 1 : 0));

  it('is taken and undone', () => {
    const choice = new Choice(SIZES, 2);
    choice.push(0, 2);
    choice.push(3, 1);
    expect([choice.count, choice.of(0), choice.of(3), choice.of(1), choice.of(99)]).toEqual([2, 2, 1, 0, 0]);
    expect([choice.changed(0), choice.changed(1)]).toEqual([0, 3]);
    choice.pop();
    expect([choice.count, choice.of(0), choice.of(3)]).toEqual([1, 2, 0]);
    expect([choice.touches(all(0)), choice.touches(all(3)), choice.touches(all())]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['few', SIZES],
    ['many', [...SIZES, 100_000]],
  ])('has a key of its own for each that is taken, of %s alternatives', (_, sizes) => {
    const keys = new Set<number | string>();
    const mask = new Uint8Array(sizes.length).fill(1);
    const choices: [number, number][][] = [[]];
    for (const [dimension, size] of SIZES.entries()) {
      for (const before of [...choices])
        for (let alternative = 1; alternative < size; alternative++)
          choices.push([...before, [dimension, alternative]]);
    }
    for (const chosen of choices) {
      const choice = new Choice(sizes, 5);
      for (const [dimension, alternative] of chosen) choice.push(dimension, alternative);
      keys.add(choice.keyWithin(mask));
    }
    expect(keys.size).toBe(choices.length);
  });

  it('has one key for all that differs elsewhere', () => {
    const [one, other] = [new Choice(SIZES, 3), new Choice(SIZES, 3)];
    one.push(0, 1);
    other.push(2, 1);
    other.push(0, 1);
    expect(one.keyWithin(all(0))).toBe(other.keyWithin(all(0)));
    expect(one.keyWithin(all(1))).toBe(0);
  });
});
