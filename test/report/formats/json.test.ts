import { describe, expect, it } from 'vitest';
import json from '../../../src/report/formats/json.js';
import { causeWith, contextWith, diagnosisWith, lookedOver, reportOf } from '../../support/report.js';
import { triageContext, triageOfExamples } from '../../support/triage.js';
import { fitsReport } from '../../support/report-schema.js';

describe('json', () => {
  const report = reportOf(
    diagnosisWith(),
    diagnosisWith({ request: null, response: null, provider: null, causes: [] }),
  );

  it('is the report itself and fits the schema', async () => {
    const printed = await json.render(report, contextWith());
    expect(JSON.parse(printed)).toEqual(report);
    expect(fitsReport(JSON.parse(printed))).toBe(true);
  });

  it('fits the schema with every optional member, and with members to come', async () => {
    const at = { file: 'call.txt', line: 1, column: 1, offset: 0, length: 4 };
    const cause = causeWith({
      evidence: [{ says: 'here', at }, { says: 'somewhere' }],
      proof: { mistakes: ['alg-digest'], depth: 1, secretUsed: true },
      factors: [{ says: 'prior', factor: 1 }],
      fixes: [{ say: 'without a command' }],
      folded: ['http/unauthorized'],
    });
    const transport = { kind: 'reset', says: 'curl: (56) Recv failure' };
    const full = reportOf(
      diagnosisWith({
        causes: [cause],
        transport,
        outcome: 'unknown',
        notes: [{ id: 'acmepay/note', title: 'a', explanation: 'b' }],
        ruledOut: [{ id: 'acmepay/other', why: 'c' }],
        notChecked: [{ what: 'd', how: 'e' }],
        signature: lookedOver,
      }),
    );
    expect(fitsReport(JSON.parse(await json.render(full, contextWith())))).toBe(true);
    expect(fitsReport({ ...report, future: 1 })).toBe(true);
  });

  it.each(['schemaVersion', 'summary', 'diagnoses'])('does not fit the schema without %s', (member) => {
    expect(fitsReport({ ...report, [member]: undefined })).toBe(false);
  });

  it('strips control sequences, survives hostile details and keeps "__proto__" a plain member', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    const details = { deep, ...JSON.parse('{"__proto__":{"x":"\\u001b[31mred"}}') };
    const response = { status: 400, code: null, message: 'a\u001b[2Jb\u202ec', requestId: null, details };
    const printed = await json.render(reportOf(diagnosisWith({ response })), contextWith());
    expect(printed).not.toMatch(/u001b|u202e|\u202e/);
    expect(JSON.parse(printed).diagnoses[0].response.message).toBe('abc');
    expect(printed).toContain('"__proto__": {');
  });

  it('does not fit the schema with another word in a checklist', async () => {
    const checklist = [{ what: 'key', is: 'perhaps', why: 'f' }];
    const signature = { ...lookedOver, checklist } as unknown as typeof lookedOver;
    expect(fitsReport(reportOf(diagnosisWith({ signature })))).toBe(false);
  });

  it('is the report of a triage itself, with each pair of a histogram on one line', async () => {
    const triage = await triageOfExamples(5);
    const printed = (await json.renderTriage?.(triage, triageContext())) ?? '';
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(triage)));
    expect(printed).toMatch(/^ +\[\d+, \d+\],$/m);
    expect(printed).not.toMatch(/^ +\d+,?$/m);
  });
});
