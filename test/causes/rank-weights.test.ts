import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/causes/match-rule.js';
import { rankCauses } from '../../src/causes/rank-causes.js';
import { Facts } from '../../src/facts/facts.js';
import { candidate, ranked } from '../support/candidates.js';
import { exchangeWith } from '../support/exchange.js';

const order = (...candidates: Candidate[]) =>
  rankCauses(candidates).causes.map((one) => one.candidate.rule.id);
const certainties = (...candidates: Candidate[]) => rankCauses(candidates).causes.map((one) => one.certainty);

describe('a special case beside its general rule', () => {
  const weight = (special: Candidate, ...generals: Candidate[]) =>
    ranked(special, ...generals).find(([id]) => id === 'special')?.[1];
  const special = (parts: Parameters<typeof candidate>[1]) =>
    candidate('acme/special', { prior: 0.5, explains: ['acme/general'], ...parts });
  const general = (parts: Parameters<typeof candidate>[1] = {}, pack = 'acme') =>
    candidate(`${pack}/general`, parts);

  it('weighs a twentieth where nothing speaks for it', () => {
    expect(weight(special({}), general())).toBe(0.024);
    expect(weight(special({ factors: [0.9, 1] }), general())).toBe(0.021);
  });

  it('keeps its weight where a clue does, or words of its own', () => {
    expect(weight(special({ factors: [0.8, 1.25] }), general())).toBe(0.33);
    const byMessage = { trigger: 'message' } as const;
    expect(weight(special(byMessage), general(byMessage))).toBe(0.316);
  });

  it('keeps it where the general rule belongs to another pack or trigger, or only restates a status', () => {
    const byStatus = { trigger: 'status' } as const;
    const bySignal = { trigger: 'signal' } as const;
    expect(weight(special(bySignal), general(byStatus))).toBe(0.316);
    const ofOther = candidate('acme/special', { prior: 0.4, explains: ['other/general'] });
    expect(weight(ofOther, general({}, 'other'))).toBe(0.282);
    expect(weight(special({ ...byStatus, factors: [0.01] }), general({ ...byStatus, fallback: true }))).toBe(
      0.004,
    );
    expect(weight(special({}), candidate('acme/unrelated'))).toBe(0.33);
  });

  it('keeps it where it is proven', () => {
    expect(weight(special({ proven: true }), general({ proven: true }))).toBe(0.331);
  });
});

describe('documented limits', () => {
  const check = {} as never;
  const first = (limits: Candidate['limits']) =>
    ranked(candidate('acme/a', { limits, trigger: 'status' }))[0]?.[1];

  it('speak for their cause where one is broken, and against it where all are kept', () => {
    expect(first({ broken: [check], kept: [] })).toBe(0.997);
    expect(first({ broken: [check], kept: [check] })).toBe(0.997);
    expect(first({ broken: [], kept: [check] })).toBe(0.487);
    expect(first({ broken: [], kept: [] })).toBe(0.95);
    expect(first(undefined)).toBe(0.95);
  });

  it('support a special case', () => {
    const limits = { broken: [check], kept: [] };
    const special = candidate('acme/special', { prior: 0.1, explains: ['acme/general'], limits });
    expect(order(special, candidate('acme/general'))).toEqual(['acme/special']);
  });
});

describe("a gateway's page in place of the answer", () => {
  const page = new Facts(
    exchangeWith({
      status: 502,
      responseHeaders: { Server: 'nginx', 'Content-Type': 'text/html' },
      answer: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
    }),
    undefined,
    {},
  );
  const { response: _, ...unanswered } = exchangeWith();

  it("takes weight from a provider's rules that a status triggered, and from no others", () => {
    const first = (id: string, trigger: Candidate['trigger'], facts: Facts) =>
      ranked(candidate(id, { trigger, facts }))[0]?.[1];
    expect(first('acme/a', 'status', page)).toBe(0.487);
    expect(first('acme/a', 'message', page)).toBe(0.95);
    expect(first('http/a', 'status', page)).toBe(0.75);
    expect(first('acme/a', 'status', new Facts(unanswered, undefined, {}))).toBe(0.95);
  });
});

describe('certainty', () => {
  const half = (trigger: Candidate['trigger'], prior = 0.5) => candidate('acme/a', { trigger, prior });
  const beside = candidate('acme/b', { trigger: 'transport', prior: 0.5 });

  it('is stated by a code or a message of one meaning', () => {
    expect(certainties(half('code'))).toEqual(['stated']);
    expect(certainties(half('message'))).toEqual(['stated']);
    expect(certainties(half('status'))).toEqual(['likely']);
    expect(certainties(half('signal'))).toEqual(['likely']);
  });

  it('is likely where another rule of the same code may be meant as well', () => {
    expect(certainties(half('code'), candidate('acme/b', { prior: 0.1 }))).toEqual(['likely', 'possible']);
  });

  it('is possible from less than a half', () => {
    expect(certainties(half('code', 0.6), beside)).toEqual(['stated', 'possible']);
    expect(certainties(half('status', 0.6), beside)).toEqual(['likely', 'possible']);
    expect(certainties(half('code'), { ...beside })).toEqual(['possible', 'possible']);
  });
});
