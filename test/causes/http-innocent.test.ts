import { describe, expect, it } from 'vitest';
import { diagnoseCapture, labelledCaptures, leadersOf } from '../support/labelled.js';

/**
 * Answers on hosts of nobody's, with codes, messages and headers of their own: nothing but the restated status, or a
 * cause that truly fits, may lead: a provider's own where its words or headers give it away. `none` stands for an
 * exchange without any cause.
 */
describe('generic rules stay silent on innocent exchanges', () => {
  it.each(labelledCaptures('innocent.txt'))('$name', ({ expected, capture }) => {
    const { leaders } = leadersOf(diagnoseCapture(capture));
    expect(expected).toContain(leaders[0] ?? 'none');
    expect(leaders.length).toBeLessThanOrEqual(1);
  });
});
