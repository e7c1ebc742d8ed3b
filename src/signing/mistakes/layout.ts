import { defineMistakes, type JoinPart, type LayoutVariant, type MistakeContext } from '../mistake.js';

const SEPARATORS: readonly (readonly [separator: string, name: string])[] = [
  ['', 'nothing'],
  ['\n', 'a line feed'],
  ['.', 'a full stop'],
  [':', 'a colon'],
  ['&', '&'],
  [',', 'a comma'],
  ['|', '|'],
  [' ', 'a space'],
];

/** How the parts of the canonical string are put together. */
export default defineMistakes({
  mistakes: {
    'sep-missing': {
      often: 'medium',
      done: 'with {detail} between the parts',
      fix: 'Put exactly the documented separator between the parts of the canonical string.',
    },
    'sep-literal-n': {
      often: 'medium',
      done: 'with a backslash and an n between the parts',
      fix: "Join with a real line feed (byte 0A): in double quotes, or $'\\n' in a shell.",
    },
    'sep-crlf': {
      often: 'medium',
      done: 'with CR LF between the parts',
      fix: "Join with a line feed alone (byte 0A), not with the platform's line end.",
    },
    'sep-edge-newline': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Let nothing stand before the first part or after the last one (echo adds a line feed, printf does not).',
    },
    'sep-unescaped': {
      often: 'low',
      done: 'with the separator escaped by a backslash inside the parts',
      fix: 'Leave a separator inside a value as the documentation says.',
    },
    'can-field-order': {
      often: 'medium',
      done: 'with the parts in another order: {detail}',
      fix: 'Put the parts in the documented order.',
    },
    'can-part-missing': {
      often: 'medium',
      done: 'without {detail}',
      fix: 'Sign all documented parts.',
    },
    'can-part-extra': {
      often: 'medium',
      done: 'with {detail} added',
      fix: 'Sign the documented parts and nothing else.',
    },
    'met-missing': {
      often: 'low',
      done: 'without the method',
      fix: "Begin the canonical string with the request's method.",
    },
  },
  *layouts(separator, parts, context, outermost) {
    if (parts.length > 1) {
      yield* separators(separator);
      yield* orders(parts);
      yield* omissions(parts, separator);
      if (separator !== '')
        yield {
          id: 'sep-unescaped',
          write: (values, between) =>
            values.map((value) => value.replaceAll(separator, `\\${separator}`)).join(between),
        };
    }
    if (!outermost) return;
    const edge = 'sep-edge-newline';
    yield {
      id: edge,
      detail: 'a line feed at the end',
      often: 'high',
      edges: ['', '\n'],
    };
    yield { id: edge, detail: 'CR LF at the end', edges: ['', '\r\n'] };
    yield { id: edge, detail: 'a line feed at the start', edges: ['\n', ''] };
    if (separator !== '' && separator !== '\n')
      yield {
        id: edge,
        detail: 'the separator at the end as well',
        edges: ['', separator],
      };
    yield* additions(separator, parts, context);
  },
});

function* separators(documented: string): Generator<LayoutVariant> {
  if (documented.includes('\n') || documented === '') {
    yield {
      id: 'sep-literal-n',
      often: documented === '' ? 'low' : 'medium',
      separator: '\\n',
    };
    yield {
      id: 'sep-crlf',
      often: documented === '' ? 'low' : 'medium',
      separator: '\r\n',
    };
  }
  for (const [separator, name] of SEPARATORS) yield { id: 'sep-missing', detail: name, separator };
}

/** One part moved elsewhere, two parts exchanged, or all reversed: what people write, not every permutation. */
function* orders(parts: readonly JoinPart[]): Generator<LayoutVariant> {
  const indexes = parts
    .map((_, index) => index)
    .filter((index) => parts[index]?.atom !== 'text' || parts.length <= 4);
  if (indexes.length > 8) return;
  const all = parts.map((_, index) => index);
  const seen = new Set([all.join()]);
  const order = function* (next: readonly number[]): Generator<LayoutVariant> {
    if (seen.has(next.join())) return;
    seen.add(next.join());
    yield {
      id: 'can-field-order',
      detail: next.map((index) => parts[index]?.label).join(', '),
      write: (values, between) => next.map((index) => values[index]).join(between),
    };
  };
  for (const from of indexes) {
    for (const to of indexes) {
      const rest = all.filter((index) => index !== from);
      yield* order([...rest.slice(0, to), from, ...rest.slice(to)]);
    }
  }
  yield* order(all.toReversed());
  for (const one of indexes) {
    for (const other of indexes)
      yield* order(all.map((index) => (index === one ? other : index === other ? one : index)));
  }
}

function* omissions(parts: readonly JoinPart[], separator: string): Generator<LayoutVariant> {
  for (const [left, { atom, label, value }] of parts.entries()) {
    const isText = atom === 'text';
    yield {
      id: atom === 'method' ? 'met-missing' : 'can-part-missing',
      detail: isText ? `"${value}"` : `the ${label}`,
      write: (values, between) => values.filter((_, index) => index !== left).join(between),
    };
    // Its place stays empty.
    if (separator !== '' && value !== '')
      yield {
        id: 'can-part-missing',
        detail: `the ${label}, its place left empty`,
        often: 'low',
        write: (values, between) => values.map((one, index) => (index === left ? '' : one)).join(between),
      };
  }
  const time = parts.findIndex(({ atom }) => atom === 'time');
  if (parts.length > 2)
    for (const [index, { label, atom }] of parts.entries())
      if (atom === 'body')
        yield {
          id: 'can-part-missing',
          detail: `all but the ${label}`,
          write: (values) => values[index] as string,
        };
  if (time >= 0 && parts.length > 3) {
    const last = parts.length - 1;
    yield {
      id: 'can-part-missing',
      detail: 'all but the timestamp and the last part',
      write: (values, between) => [values[time], values[last]].join(between),
    };
  }
}

/** Parts of the request that other schemes sign too. */
function* additions(
  separator: string,
  parts: readonly JoinPart[],
  { material, time }: MistakeContext,
): Generator<LayoutVariant> {
  const has = (atom: JoinPart['atom']) => parts.some((part) => part.atom === atom);
  const { method, path, query, url } = material;
  const target = path !== undefined && query ? `${path}?${query}` : path;
  const extras: (readonly [name: string, value: string | undefined])[] = [];
  const routed = has('path') || has('target') || has('url');
  if (!has('method')) extras.push(['the method', method]);
  if (!routed) {
    extras.push(['the path', path], ['the URL', url]);
    if (target !== path) extras.push(['path and query', target]);
    if (method && path) extras.push(['method and path', `${method}${separator}${path}`]);
  }
  if (!has('time') && !has('token')) extras.push(['the timestamp', time]);
  for (const [name, value] of extras) {
    if (!value) continue;
    // A single part has no separator to be joined with.
    const separated = separator === '' && parts.length === 1 ? ['', '.', '\n', ':'] : [undefined];
    for (const own of separated) {
      const shown = own ? ` and ${JSON.stringify(own)}` : '';
      yield {
        id: 'can-part-extra',
        detail: `${name}${shown} in front`,
        write: (values, between) => [value, ...values].join(own ?? between),
      };
      yield {
        id: 'can-part-extra',
        detail: `${name}${shown} at the end`,
        often: 'low',
        write: (values, between) => [...values, value].join(own ?? between),
      };
    }
    if (parts.length > 1)
      yield {
        id: 'can-part-extra',
        detail: `${name} after the first part`,
        often: 'low',
        write: ([first = '', ...rest], between) => [first, value, ...rest].join(between),
      };
  }
}
