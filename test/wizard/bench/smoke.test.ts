import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/index.js';
import { Inquiry, MOST_QUESTIONS } from '../../../src/wizard/inquiry.js';
import { summaryOf } from './figures.js';
import { type Trial, trials } from './measure.js';

/** A small part of `npm run bench:wizard`, which alone holds the goals. */
describe('the measured wizard', () => {
  let found: Trial[];
  beforeAll(async () => {
    const engine = await loadEngine({ all: true });
    const inquiry = new Inquiry(engine, { tls: { trust: { certificates: [], says: 'nobody' } } });
    found = await trials(engine, inquiry, { half: 'report', each: 2, draws: 1, only: 'contro' });
  });

  it('asks about every cause of a pack', () => {
    expect(found.length).toBeGreaterThan(15);
  });

  it('never asks more than it may, and nothing twice', () => {
    for (const { wizard } of found) {
      expect(wizard.asked.length).toBeLessThanOrEqual(MOST_QUESTIONS);
      expect(new Set(wizard.asked).size).toBe(wizard.asked.length);
    }
  });

  it('asks less than a checklist and less than chance', () => {
    const { wizard, checklist, random, counted } = summaryOf(found);
    expect(counted).toBeGreaterThan(8);
    expect(wizard.mean).toBeLessThan(checklist.mean);
    expect(wizard.mean).toBeLessThan(random.mean);
  });
});
