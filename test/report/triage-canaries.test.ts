import { beforeAll, describe, expect, it } from 'vitest';
import { secretsOf } from '../../src/exchange/secret.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import { createMask } from '../../src/report/mask.js';
import type { TriageReport } from '../../src/report/triage-report.js';
import { exchangeWith } from '../support/exchange.js';
import { planted, triageContext, triageOfExamples } from '../support/triage.js';

const SECRET = 'errdoctor-canary-"ä"-bearer/1';
const mask = createMask(secretsOf(exchangeWith({ headers: { Authorization: `Bearer ${SECRET}` } })));
const all = await Promise.all(Object.values(outputFormats).map(async (load) => (await load()).default));
const formats = all.filter(({ renderTriage }) => renderTriage !== undefined);

describe.each(formats)('no secret is printed of a triage by $name', ({ renderTriage }) => {
  let report: TriageReport;
  beforeAll(async () => {
    report = await triageOfExamples(20);
    const pattern = { kind: 'since', says: 'since', fix: 'look', groups: [], count: 3 };
    const problem = { says: 'no JSON', count: 3, first: { file: 'app.log', line: 1 } };
    report = { ...report, patterns: [pattern], problems: [problem] };
  });

  it.each([
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['with a control character in it', `${SECRET.slice(0, 9)}\u001b[1m\u202e${SECRET.slice(9)}`],
  ])('%s', async (_, secret) => {
    const printed = await renderTriage?.(planted(report, secret), triageContext({ mask, all: true }));
    expect(printed).not.toContain(secret);
    expect(printed).not.toContain('canary');
    expect(printed).toContain(report.groups[0]?.causes[0]?.id);
  });
});
