import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openExaminer } from '../../src/cli/capture/examiner.js';
import { startBrowser } from '../support/chromium.js';
import { emptyFolder } from '../support/empty-folder.js';
import { legWith } from '../support/legs.js';

const CANARY = 'errdoctorCanary4f1b9c27a05d';
const BINARY = randomBytes(5000);
const LEGS = [
  legWith({
    headers: { Authorization: `Bearer ${CANARY}` },
    call: 'GET /v1/orders?page=2&api_key=abc123def456',
  }),
  legWith({
    call: 'POST /login',
    body: `{"password":"${CANARY}"}`,
    status: '401 Unauthorized',
    answer: '{"e":"Grüße"}',
  }),
  legWith({ answerHeaders: { 'Content-Type': 'application/octet-stream' }, answer: BINARY }),
  legWith({ answerHeaders: { 'Content-Encoding': 'gzip' }, answer: gzipSync('unpacked') }),
  legWith({ status: '', failure: { kind: 'reset', says: 'connection reset' } }),
];

interface Imported {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly body: string;
  readonly sent: string | null;
}

/** What the network panel does with a file that is dropped on it: there is no other way to open one without a window. */
const IMPORT = `(async (text) => {
  const { HARFormat, Importer } = await import('devtools://devtools/bundled/models/har/har.js');
  const { log } = new HARFormat.HARRoot(JSON.parse(text));
  return Promise.all(Importer.Importer.requestsFromHARLog(log).map(async (request) => {
    const content = await request.requestContentData();
    return {
      url: request.url(), method: request.requestMethod, status: request.statusCode,
      body: content.isTextContent ? content.text : content.base64, sent: await request.requestFormData(),
    };
  }));
})`;

it('a HAR that grew opens in the developer tools of a browser', async () => {
  const saveHar = join(emptyFolder(), 'saved.har');
  const setting = { options: { saveHar }, live: false, color: false, width: 100 };
  const examiner = await openExaminer(setting, () => undefined);
  for (const leg of LEGS) examiner.add(leg);
  await examiner.finish();
  const { page, close } = await startBrowser();
  try {
    await page.open('devtools://devtools/bundled/devtools_app.html');
    const text = JSON.stringify(readFileSync(saveHar, 'utf8'));
    const found = await page.evaluate<Imported[]>(`${IMPORT}(${text})`);
    expect(found.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'GET 200',
      'POST 401',
      'GET 200',
      'GET 200',
      'GET 0',
    ]);
    expect(found[0]?.url).toMatch(/^https:\/\/api\.acmepay\.example\/v1\/orders\?page=2&api_key=/);
    expect(JSON.parse(found[1]?.sent ?? '').password).toHaveLength(CANARY.length);
    expect(found[1]?.body).toBe('{"e":"Grüße"}');
    expect(Buffer.from(found[2]?.body ?? '', 'base64').equals(BINARY)).toBe(true);
    expect(found[3]?.body).toBe('unpacked');
    expect(JSON.stringify(found)).not.toContain('Canary4f1b9c27');
  } finally {
    await close();
  }
});
