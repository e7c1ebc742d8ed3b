import { describe, expect, it } from 'vitest';
import ndjson from '../../../src/report/formats/ndjson.js';
import { contextWith, diagnosisWith, reportOf } from '../../support/report.js';
import { triageContext, triageOfExamples } from '../../support/triage.js';
import { fitsDiagnosis } from '../../support/report-schema.js';

describe('ndjson', () => {
  it('prints one diagnosis a line', async () => {
    const printed = await ndjson.render(reportOf(diagnosisWith(), diagnosisWith()), contextWith());
    const lines = printed.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('');
    for (const line of lines.slice(0, 2)) expect(fitsDiagnosis(JSON.parse(line))).toBe(true);
    expect(await ndjson.render(reportOf(), contextWith())).toBe('');
  });

  it('prints one group of a triage a line', async () => {
    const triage = await triageOfExamples(5);
    const lines = ((await ndjson.renderTriage?.(triage, triageContext())) ?? '').split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.slice(0, 5).map((line) => JSON.parse(line).id)).toEqual(triage.groups.map(({ id }) => id));
  });
});
