import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../../src/causes/engine.js';
import { type Examined, type ExaminerOptions, openExaminer } from '../../../src/cli/capture/examiner.js';
import har from '../../../src/input/formats/har.js';
import { Input } from '../../../src/input/input.js';
import type { Leg } from '../../../src/wire/leg.js';
import { emptyFolder } from '../../support/empty-folder.js';
import { legWith } from '../../support/legs.js';

const CANARY = 'errdoctorCanary4f1b9c27a05d';
const START = Date.UTC(2026, 0, 2);
const REFUSED = { status: '401 Unauthorized', answer: '{"error":{"code":"invalid_token","message":"No."}}' };

interface Run extends Examined {
  readonly live: string[];
}

/** Calls one second after the other. */
function inTurn(legs: readonly Leg[]): Leg[] {
  return legs.map((leg, index) => ({
    ...leg,
    time: { start: START + index * 1000, end: START + index * 1000 + 40 },
  }));
}

async function examined(legs: readonly Leg[], options: ExaminerOptions = {}, live = false): Promise<Run> {
  const printed: string[] = [];
  const examiner = await openExaminer({ options, live, color: false, width: 100 }, (text) =>
    printed.push(text),
  );
  for (const leg of inTurn(legs)) examiner.add(leg);
  const result = await examiner.finish();
  expect(examiner.backlogBytes).toBe(0);
  expect(JSON.stringify([result, printed])).not.toMatch(/Canary4f1b9c27|Q2FuYXJ5|NhbmFye|DYW5hcn/);
  return { ...result, live: printed };
}

const withKey = { headers: { Authorization: `Bearer ${CANARY}` } };

describe('what is said at the end', () => {
  it('is nothing where nothing failed', async () => {
    const { summary, text, notes } = await examined([legWith(), legWith(withKey)]);
    expect({ text, notes }).toEqual({ text: '', notes: [] });
    expect(summary).toEqual({ exchanges: 2, failed: 0, explained: 0, unexplained: 0 });
  });

  it('is one report about all calls, in which they have their numbers', async () => {
    const legs = [
      legWith(withKey),
      legWith({ ...withKey, ...REFUSED }),
      legWith({ status: '', failure: { kind: 'dns', says: 'getaddrinfo ENOTFOUND' } }),
    ];
    const { summary, text, live } = await examined(legs, { json: true });
    const report = JSON.parse(text);
    expect(report.summary).toEqual(summary);
    expect(summary).toMatchObject({ exchanges: 3, failed: 2 });
    expect(
      report.diagnoses.map(({ source }: { source: { file: string; entry: number } }) => source),
    ).toMatchObject([
      { file: 'capture', entry: 2 },
      { file: 'capture', entry: 3 },
    ]);
    expect(live).toEqual([]);
  });

  it('says what was changed of a signed address, beside the failure or by itself', async () => {
    const signed = {
      headers: { Authorization: `X4 Credential=${CANARY}, SignedHeaders=host;x-date, Signature=${CANARY}` },
    };
    const rewritten = { host: { from: '127.0.0.1:8080', to: 'api.example.com' } };
    const failed = { ...legWith({ ...signed, ...REFUSED }), rewritten };
    const worked = { ...legWith(signed), rewritten };
    const { text, notes } = await examined([worked, failed, worked, legWith(withKey)], { json: true });
    const [{ notes: beside }] = JSON.parse(text).diagnoses;
    expect(beside).toEqual([
      expect.objectContaining({ explanation: expect.stringContaining('127.0.0.1:8080 was signed') }),
    ]);
    expect(notes).toEqual([
      expect.stringMatching(/^In calls 1 .*, 3 .*: The signature in Authorization covers/),
    ]);
    const live = await examined([failed], {}, true);
    expect(live.live.join('')).toContain('127.0.0.1:8080 was signed');
  });

  it('says that the server did not see the certificate of the program, beside the failure', async () => {
    const failed = { ...legWith(REFUSED), hidesCertificate: true as const };
    const { text } = await examined([failed, legWith(REFUSED)], { json: true });
    const telling = JSON.parse(text).diagnoses.map(({ notes }: { notes: { id: string }[] }) =>
      notes.some(({ id }) => id === 'capture/client-certificate-hidden'),
    );
    expect(telling).toEqual([true, false]);
  });

  it('knows what happened before', async () => {
    const pay = { call: 'POST /v1/charges', body: '{"amount":1}', headers: { 'Idempotency-Key': 'order-7' } };
    const legs = [
      legWith(pay),
      legWith({ ...pay, body: '{"amount":2}', status: '409 Conflict', answer: '{}' }),
    ];
    for (const live of [false, true]) {
      const { text, live: printed } = await examined(legs, { format: 'ndjson' }, live);
      expect(live ? printed.join('') : text).toMatch(/idempotency/i);
    }
  });

  it('counts what is kept no more', async () => {
    const legs = Array.from({ length: 2100 }, (_, index) => legWith({ ...REFUSED, call: `GET /${index}` }));
    const { summary, notes, text } = await examined(legs);
    expect(summary).toMatchObject({ exchanges: 2100, failed: 2100 });
    expect(summary.explained + summary.unexplained).toBe(2100);
    expect(text).toContain('2100 exchanges, 2100 failed');
    expect(notes.join()).toContain('The first 100 failures are counted and not in the report');
  });

  it('goes to a file, or is printed where that cannot be written', async () => {
    const folder = emptyFolder();
    const output = join(folder, 'report.md');
    const { text } = await examined([legWith(REFUSED)], { format: 'markdown', output });
    expect(text).toBe('');
    expect(readFileSync(output, 'utf8')).toContain('401');
    const missing = await examined([legWith(REFUSED)], { json: true, output: join(folder, 'no', 'report') });
    expect(JSON.parse(missing.text).summary.failed).toBe(1);
    expect(missing.notes.join()).toContain('cannot be written');
  });
});

describe('what is said as it happens', () => {
  const legs = [legWith(withKey), legWith({ ...withKey, ...REFUSED }), legWith(), legWith(REFUSED)];

  it.each(['text', 'markdown', 'support', 'ndjson'])('is each failure by itself: %s', async (format) => {
    const { live, text, summary } = await examined(legs, { format }, true);
    expect(live).toHaveLength(2);
    for (const one of live) expect(one).toContain('401');
    expect(summary).toMatchObject({ exchanges: 4, failed: 2 });
    expect(text).toBe('');
  });

  it.each(['json', 'html', 'github'])('is nothing where only a whole makes sense: %s', async (format) => {
    const { live, text } = await examined(legs, { format }, true);
    expect(live).toEqual([]);
    expect(text).toContain('401');
  });

  it('is text where a file takes the report', async () => {
    const output = join(emptyFolder(), 'report.json');
    const { live, text } = await examined(legs, { json: true, output }, true);
    expect(live).toHaveLength(2);
    expect(text).toBe('');
    expect(JSON.parse(readFileSync(output, 'utf8')).diagnoses).toHaveLength(2);
  });
});

describe('what is saved', () => {
  function urlsIn(path: string): (string | undefined)[] {
    const { exchanges } = har.read(new Input('saved.har', readFileSync(path)));
    return exchanges.map(({ request }) => request?.url);
  }

  it('is each call once, in their order, without secrets', async () => {
    const saveHar = join(emptyFolder(), 'saved.har');
    const legs = Array.from({ length: 50 }, (_, index) => legWith({ ...withKey, call: `GET /v1/${index}` }));
    await examined(legs, { saveHar });
    expect(urlsIn(saveHar)).toEqual(legs.map((_, index) => `https://api.acmepay.example/v1/${index}`));
    expect(readFileSync(saveHar, 'utf8')).not.toContain('Canary');
    expect(statSync(saveHar).mode & 0o777).toBe(0o600);
    await examined(legs, { saveHar, saveSecrets: true });
    expect(readFileSync(saveHar, 'utf8')).toContain(CANARY);
  });

  it('is there before the end', async () => {
    const saveHar = join(emptyFolder(), 'saved.har');
    const setting = { options: { saveHar }, live: true, color: false, width: 100 };
    const printed = new Promise<void>((resolve) => {
      void openExaminer(setting, () => resolve()).then((examiner) => examiner.add(legWith(REFUSED)));
    });
    await printed;
    expect(urlsIn(saveHar)).toHaveLength(1);
  });
});

describe('wrong options', () => {
  it.each<[string, ExaminerOptions, string]>([
    ['an unknown format', { format: 'pdf' }, 'There is no format "pdf".'],
    ['an unknown provider', { provider: 'acmepey' }, 'There is no pack for the provider "acmepey".'],
    ['a missing folder', { rules: ['/missing'] }, 'There is no folder /missing to read rules from.'],
    ['a missing description', { openapi: '/missing.yaml' }, '/missing.yaml'],
    ['secrets without a file', { saveSecrets: true }, '--save-secrets says how --save-har saves'],
    ['a folder to save to', { saveHar: '/tmp' }, 'Nothing can be saved to /tmp'],
    ['a missing secret', { secretFile: ['/missing/secret.key'] }, 'There is no file /missing/secret.key'],
  ])('are told before anything happens: %s', async (_, options, says) => {
    const opened = openExaminer({ options, live: false, color: false, width: 100 }, () => undefined);
    await expect(opened).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    });
  });
});

describe('what breaks', () => {
  it('is a note, and everything else goes on', async () => {
    const poisoned = [
      { ...legWith(REFUSED), sent: undefined },
      {
        ...legWith(REFUSED),
        failure: {
          get says(): never {
            throw new TypeError(`no ${CANARY}`);
          },
        },
      },
    ] as unknown as Leg[];
    const legs = [legWith({ ...withKey, ...REFUSED }), ...poisoned, legWith(REFUSED)];
    const { summary, text, notes } = await examined(legs);
    expect(summary).toMatchObject({ exchanges: 4, failed: 2 });
    expect(text).toContain('2 failed');
    expect(notes.join(' ')).toMatch(/^call 3 could not be diagnosed \(.*call 2 could not be examined \(/);
  });

  it('costs no other call its report, whenever it breaks', async () => {
    const describe = Engine.prototype.describe;
    const broken = vi.spyOn(Engine.prototype, 'describe').mockImplementation(function (
      this: Engine,
      diagnosis,
      ...rest
    ) {
      if (diagnosis.exchange.request?.target === '/odd') throw new RangeError('too odd');
      return describe.call(this, diagnosis, ...rest);
    });
    const legs = [legWith(REFUSED), legWith({ ...REFUSED, call: 'GET /odd' }), legWith(REFUSED)];
    const atEnd = await examined(legs, { json: true });
    const live = await examined(legs, {}, true);
    broken.mockRestore();
    const { diagnoses } = JSON.parse(atEnd.text);
    expect(diagnoses.map(({ source }: { source: { entry: number } }) => source.entry)).toEqual([1, 3]);
    expect(live.live).toHaveLength(2);
    for (const { notes, summary } of [atEnd, live]) {
      expect(notes).toEqual(['call 2 could not be diagnosed (RangeError: too odd).']);
      expect(summary).toMatchObject({ exchanges: 3, failed: 3 });
    }
  });

  it('may be a pack of the user', async () => {
    const rules = join(emptyFolder(), 'rules');
    mkdirSync(join(rules, 'acmepay'), { recursive: true });
    writeFileSync(join(rules, 'acmepay', 'pack.yaml'), 'name: [broken\n');
    const { summary, live } = await examined([legWith(REFUSED)], { rules: [rules] });
    expect(summary.failed).toBe(1);
    expect(live.join()).toContain('pack.yaml');
  });
});
