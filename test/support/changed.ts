/** The value with each of its parts replaced, removed or given a further member, one at a time. */
export function* changed(value: unknown): Generator<unknown> {
  yield value;
  yield* ['', 'x/y', 7, -0.5, true, null, [], {}, ['a', 'a'], { all: [] }];
  if (Array.isArray(value)) {
    yield [...value, value[0]];
    for (const [index, item] of value.slice(0, 3).entries())
      for (const other of changed(item)) yield value.with(index, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, unheardOf: 1 };
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of changed(member)) yield { ...value, [name]: other };
    }
  }
}
