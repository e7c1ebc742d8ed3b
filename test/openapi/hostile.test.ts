import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { call, described, held } from './held.js';
import { shop } from './shop.js';

const calls = [
  call({ request: 'POST /v1/orders?limit=5', body: '{"amount":5,"payment":{"kind":"card"}}' }),
  call({ request: 'GET /v1/orders?ids=1&filter[paid]=x', headers: 'Cookie: session=s', status: 401 }),
  call({ request: 'POST /v1/tokens', body: 'a=b', type: 'application/x-www-form-urlencoded', status: 200 }),
];
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, '', '/', '{', 'x', [], {}, [null], { $ref: 5 }),
  fc.constantFrom<unknown>(
    { $ref: '#' },
    { $ref: '#/paths' },
    { $ref: '#/%' },
    { $ref: 'x.yaml' },
    '__proto__',
  ),
  fc.jsonValue(),
);

/** The members of a tree, each by what holds it and its key. */
function spots(value: unknown): [holder: Record<string, unknown>, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap(
    (key) => [[holder, key], ...spots(holder[key])] as [typeof holder, string][],
  );
}

it('a description with anything in the wrong place breaks nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 4 }), async (changes) => {
      const document: unknown = parse(shop);
      for (const [number, value] of changes) {
        const all = spots(document as { paths: unknown; components: unknown; servers: unknown });
        const [holder, key] = all[number % all.length] ?? [];
        if (holder && key !== undefined && key !== 'openapi' && key !== 'paths')
          holder[key] = structuredClone(value);
      }
      const api = await described(JSON.stringify(document), 'api.json');
      for (const capture of calls) await held(capture, api);
    }),
    { seed: 20260921, numRuns: 400 },
  );
}, 60_000);

it('long paths and many parameters cost little', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 2000 }, (_, number) => [
      `/v1/{a}-{b}-{c}/x${number}/{d}`,
      { get: { responses: {} } },
    ]),
  );
  const api = await described(JSON.stringify({ openapi: '3.0.0', paths }), 'api.json');
  const { leader } = await held(call({ request: `GET /v1/${'-'.repeat(8000)}/y/z`, status: 404 }), api);
  expect(leader).toBe('http/openapi-path-unknown');
});
