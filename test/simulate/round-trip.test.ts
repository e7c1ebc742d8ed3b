import { describe, expect, it } from 'vitest';
import { sources } from '../support/packs.js';
import { roundTrip } from './round-trip.js';
import { EXAMPLES, UNREACHABLE } from './unreachable.js';

const unreachable = new Set(Object.values(UNREACHABLE).flat());

/** Much that any API can have shows elsewhere: in the handshake, in logs, in the client. */
const EXPECTED = {
  own: new Set(['leads']),
  any: new Set(['leads', 'elsewhere', 'no request shows it']),
};

describe('a cause that is wished for, with a request that fits it', () => {
  it.each(sources.map((source) => [source.id, source] as const))('%s: leads', (pack, { rules }) => {
    const failed = rules.flatMap(({ id, rule }) => {
      const result = roundTrip(pack, id, rule, EXAMPLES[id]);
      const isAsSaid = unreachable.has(id)
        ? result !== 'leads'
        : EXPECTED[pack === 'http' ? 'any' : 'own'].has(result);
      return isAsSaid ? [] : [`${id}: ${result}`];
    });
    expect(failed).toEqual([]);
  });

  it('is listed as unreachable only once, and only if there is such a cause', () => {
    const ids = new Set(sources.flatMap(({ rules }) => rules.map(({ id }) => id)));
    const listed = Object.values(UNREACHABLE).flat();
    expect(listed.filter((id) => !ids.has(id))).toEqual([]);
    expect(listed).toHaveLength(unreachable.size);
  });
});
