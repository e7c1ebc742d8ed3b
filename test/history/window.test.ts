import { describe, expect, it } from 'vitest';
import { diagnoseCapture } from '../../src/diagnose-capture.js';
import { errdoctor } from '../cli/built.js';
import { fitsReport } from '../support/report-schema.js';
import { BEGAN, type Call, engine, logOf } from '../support/sessions.js';

const key = 'sk_live_errdoctor_example_4471';
const call = (at: number, more: Partial<Call> = {}): Call => ({
  at,
  host: 'api.contro.me',
  path: '/v1/partner/cards/card_1',
  headers: { 'x-contro-api-key': key },
  ...more,
});
/** A thousand calls within fifty seconds, and one more. */
const busy = [
  ...Array.from({ length: 1000 }, (_, index) => call(index / 20, index < 900 ? {} : { method: 'PATCH' })),
  call(55, { status: 429, answer: { success: false, error: 'Too many requests' } }),
];

describe('the window of a rate limit', () => {
  it('is proven to be used up by the calls of the capture', async () => {
    const report = await diagnoseCapture(engine, logOf(busy));
    expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
    const { window, causes } = report.diagnoses[0] ?? {};
    expect(causes?.[0]).toMatchObject({ id: 'contro/rate-limited', certainty: 'proven' });
    expect(window).toMatchObject({
      from: new Date(BEGAN - 5000).toISOString(),
      to: new Date(BEGAN + 55_000).toISOString(),
      limit: 1000,
      calls: 1000,
      routes: [
        { route: 'GET /v1/partner/cards/{id}', calls: 900 },
        { route: 'PATCH /v1/partner/cards/{id}', calls: 100 },
      ],
    });
    expect(window?.buckets.reduce((sum, calls) => sum + calls, 0)).toBe(1000);
  });

  it('is drawn in text and listed in Markdown', async () => {
    const input = logOf(busy);
    const { stdout } = await errdoctor(['analyze', '-'], { input });
    expect(stdout).toMatch(/^ {2}window {3}1000 calls of this capture/m);
    expect(stdout).toMatch(/^ +12:2\d:\d\d \| +▄█{24}▄ *\| 12:2/m);
    expect(stdout).toContain('900 GET /v1/partner/cards/{id}');
    const markdown = await errdoctor(['analyze', '-', '--format', 'markdown'], { input });
    expect(markdown.stdout).toContain('| 900 | `GET /v1/partner/cards/{id}` |');
    expect(stdout + markdown.stdout).not.toContain(key);
  });

  it('is left out where the capture holds no other call of it', async () => {
    const { diagnoses } = await diagnoseCapture(engine, logOf([call(-100), busy.at(-1) as Call]));
    expect(diagnoses[0]).not.toHaveProperty('window');
  });

  it('says when the input is longer than what is looked back on', async () => {
    const { summary } = await diagnoseCapture(
      engine,
      logOf(Array.from({ length: 10_001 }, (_, at) => call(at))),
    );
    expect(summary).toMatchObject({ exchanges: 10_001, remembered: 10_000 });
  });
});
