import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Engine, loadEngine } from '../../src/causes/engine.js';
import { readPackFiles } from '../../src/causes/read-pack-files.js';
import { exchangeOf as exchangeIn } from '../../src/causes/run-examples.js';
import type { DiagnoseOptions, Diagnosis } from '../../src/diagnose.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { maskFor, secretSettings } from '../../src/mask-for.js';
import { readAnswers } from '../../src/wizard/answers.js';
import { type Case, exchangeOf, NOTHING_CAPTURED, optionsOf, type Recording } from '../../src/wizard/case.js';
import { caseFrom, recordingOf } from '../../src/wizard/repeated.js';
import { after as withStep, type Session } from '../../src/wizard/session.js';
import { writeTranscript } from '../../src/wizard/transcript.js';

const PACKS = ['axys', 'pandabase', 'partna', 'stripe', 'http'];

let engine: Engine;
let captures: readonly { readonly text: string; readonly pack: string }[];

beforeAll(async () => {
  engine = await loadEngine({ all: true });
  const { packs } = await readPackFiles('rules');
  captures = packs
    .filter(({ id }) => PACKS.includes(id))
    .flatMap(({ id, rules }) =>
      rules.flatMap(({ rule }) => rule.examples.fires.map(({ http }) => ({ text: http, pack: id }))),
    )
    // An example is its last exchange; one that holds several needs its number.
    .filter(({ text }) => readText(text).length === 1);
});

function readText(text: string) {
  return readInput(new Input('capture', Buffer.from(text)), formats).exchanges;
}

function masking({ one, capture }: Session) {
  const settings = [...engine.store.packs.values()].map((pack) => pack.settings);
  const read = [...one.pasted, ...(capture ? [{ ...capture, exchange: one.captured }] : [])];
  return {
    settings: secretSettings(settings),
    mask: maskFor(
      read.map(({ input, exchange }) => ({ input, exchanges: [{ ...NOTHING_CAPTURED, ...exchange }] })),
      settings,
      one.options.signing?.secrets,
    ),
  };
}

function sessionOf(text: string | undefined, more: Partial<Case> = {}): Session {
  const input = text === undefined ? undefined : new Input('capture', Buffer.from(text));
  const one: Case = {
    captured: text === undefined ? NOTHING_CAPTURED : exchangeIn({ name: 'capture', http: text }),
    pasted: [],
    statement: {},
    options: {},
    settled: new Set(),
    ...more,
  };
  return { one, steps: [], finished: true, ...(input && { capture: { input, entry: 1, isFile: false } }) };
}

async function write(session: Session, report = '## Report'): Promise<string> {
  return writeTranscript(session, masking(session), report);
}

async function repeat(text: string): Promise<Case> {
  const answers = await readAnswers(text, 'transcript.md');
  const { capture } = answers;
  return caseFrom(answers, capture && 'bytes' in capture ? recordingOf(capture, 'capture') : undefined);
}

function found(one: Case): unknown {
  const { faults, outcome, pack }: Diagnosis = engine.diagnose(exchangeOf(one), optionsOf(one));
  return {
    pack: pack?.settings.id,
    outcome,
    faults: faults.map(({ causes }) =>
      causes.map(({ candidate, certainty, probability }) => [
        candidate.rule.id,
        certainty,
        probability.toFixed(6),
      ]),
    ),
  };
}

const FACTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'egress.onAllowlist': fc.boolean(),
  'dns.fcrdns': fc.constantFrom('confirmed', 'no-ptr', 'mismatch', undefined),
  'told.worked-before': fc.boolean(),
  'egress.address': fc.ipV4(),
  'clock.thisMachine': fc.option(fc.integer({ min: -9000, max: 9000 }), { nil: undefined }),
  'response.json.reason': fc.oneof(
    fc.string(),
    fc.constant(undefined),
    fc.constant('absent'),
    fc.constant(null),
  ),
  'request.header.x-trace': fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(undefined)),
};

describe('a transcript', () => {
  it('repeats the diagnosis when it is read back', async () => {
    const answers = fc.record(FACTS, { requiredKeys: [] });
    const statement = fc.record(
      {
        status: fc.integer({ min: 400, max: 599 }),
        code: fc.constantFrom('INSUFFICIENT_FUNDS', '1234', 'true'),
        message: fc.string(),
        method: fc.constantFrom('GET', 'POST'),
        url: fc.constantFrom('/v1/payments', 'https://api.example.com/v1/payments?x=1#y'),
        transport: fc.constantFrom('tls', 'timeout'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.nat(), { nil: undefined }),
        fc.nat(),
        answers,
        statement as fc.Arbitrary<Case['statement']>,
        fc.subarray(Object.keys(FACTS)),
        async (number, provider, told, said, probedFacts) => {
          const capture = number === undefined ? undefined : captures[number % captures.length];
          const byHand = Object.keys(told).filter((name) => !probedFacts.includes(name));
          const facts = Object.fromEntries(Object.entries(told).filter(([name]) => !byHand.includes(name)));
          const options: DiagnoseOptions = {
            provider: PACKS[provider % PACKS.length],
            env: 'sandbox',
            now: 1_772_350_200_000,
            answers: told,
            byHand: new Set(byHand),
            probed: [
              {
                probe: 'dns',
                target: '203.0.113.7',
                seen: [{ what: 'PTR', is: 'none', verdict: 'bad' }],
                gaveUpAfterSeconds: 10,
                facts,
              },
            ],
          };
          const session = sessionOf(capture?.text, { options, statement: said, settled: new Set(['route']) });
          const again = await repeat(await write(session));
          expect(found(again)).toEqual(found(session.one));
          expect(again.options.probed).toEqual([{ ...options.probed?.[0], facts: expect.anything() }]);
          expect(again.options.byHand).toEqual(new Set(byHand));
          expect([...again.settled]).toEqual(expect.arrayContaining(['route', ...byHand]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds what was pasted later, also where characters of it do not show', async () => {
    const pasted = (text: string): Recording => {
      const input = new Input('pasted', Buffer.from(text));
      return { input, entry: 1, exchange: readText(text)[0] ?? {} };
    };
    for (const text of [
      'HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\n--- no \u202e entry\n---\n',
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"message": "# not a comment"}\n\n',
    ]) {
      const session = sessionOf(undefined, { pasted: [pasted(text)], options: { provider: 'axys' } });
      const again = await repeat(await write(session));
      expect(Buffer.from(again.pasted[0]?.input.bytes ?? []).toString()).toBe(text);
      expect(found(again)).toEqual(found(session.one));
    }
  });

  it('names a file and holds nothing of it', async () => {
    const text = captures[0]?.text ?? '';
    const session = sessionOf(text);
    const written = await write({
      ...session,
      capture: { input: new Input('call.har', Buffer.from(text)), entry: 3, isFile: true },
    });
    expect((await readAnswers(written, 'x')).capture).toEqual({ file: 'call.har', entry: 3 });
    expect(written).not.toContain('HTTP/1.1');
  });

  it('holds no secret, wherever one was', async () => {
    const canary = 'psk_live_errdoctorExampleCanary0123456789abcdef';
    const given = 'errdoctor-example-signing-secret-77aa88bb';
    const text = `> GET /v1/things?api_key=${canary} HTTP/1.1\n> Host: api.example.com\n> Authorization: Bearer ${canary}\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n{"message":"bad key ${canary} ${given}"}\n`;
    const start = sessionOf(text, {
      statement: { message: `refused ${canary}`, url: `https://x.example.com/?token=${canary}` },
      options: {
        answers: {
          'egress.address': canary,
          'request.header.authorization': 'Bearer errdoctor-shortone',
          'response.json.a': { [canary]: [canary] },
        },
        byHand: new Set(['egress.address']),
        signing: { depth: 3, secrets: [{ value: given, source: 'the variable SHOP_SECRET' }] },
        probed: [{ probe: 'tls', target: canary, seen: [{ what: canary, is: given }], facts: {} }],
      },
      settled: new Set([`probe tls ${canary}`]),
    });
    const session = withStep(start, {
      ask: `What is ${canary}?`,
      answer: `\u001b]0;${canary}\u0007${canary.slice(0, 20)}\u001b[0m${canary.slice(20)} ${given}`,
      says: ['You said Bearer errdoctor-shortone', canary, Buffer.from(given).toString('base64')],
      leading: [{ id: 'http/unauthorized', title: canary, certainty: 'likely', probability: 0.5 }],
    });
    const written = await write(session);
    for (const form of [canary, given, 'errdoctor-shortone', Buffer.from(given).toString('base64')])
      expect(written).not.toContain(form);
    expect(written).toContain('SHOP\\_SECRET');
    expect(written).not.toContain('\u001b');
  });

  it('lets no text break out of its place', async () => {
    const hostile =
      '---\n# heading\n- [x](javascript:alert(1)) <img src=x> @team `tick` *bold*\n---\nfinished: false';
    const start = sessionOf(undefined, {
      statement: { message: hostile },
      options: { answers: { 'response.json.x': hostile } },
    });
    const session = withStep(start, { ask: hostile, answer: hostile, says: [hostile], leading: [] });
    const written = await write(session, '## The report');
    const [, front = '', body = ''] = written.split(/^---$/m);
    expect(front).toContain('finished: true');
    expect(body).toContain('## The report');
    expect(body).not.toMatch(/^# heading|<img|[^\\]\]\(|@team|^- /m);
    const answers = await readAnswers(written, 'x');
    expect(answers.statement.message).toBe(hostile);
    expect(answers.told['response.json.x']).toBe(hostile);
  });

  it('tells a colleague what was asked, answered and suspected', async () => {
    const step = {
      ask: 'Is the address registered?',
      answer: 'no',
      says: ['PTR: none'],
      leading: [
        {
          id: 'axys/ip-not-allowlisted',
          title: 'The address is unknown',
          certainty: 'likely',
          probability: 0.873,
        } as const,
      ],
    };
    const session = {
      ...withStep(sessionOf(undefined, { options: { provider: 'axys' } }), step),
      finished: false,
    };
    const [, , body] = (await write(session)).split(/^---$/m);
    expect(body).toMatchInlineSnapshot(`
      "

      # A failed API call, question by question

      Nothing was captured of this call of \`axys\`; what is known was told.

      1. Is the address registered?
         **no**
         - PTR: none

         Then suspected:

         - likely, 87 %: The address is unknown (\`axys/ip-not-allowlisted\`)

      It was left before everything worth asking had been asked.

      ## Report
      "
    `);
  });
});

describe('a file of answers', () => {
  const read = (text: string) => readAnswers(text, 'answers.yaml');

  it('may be written by hand, as plain YAML or with the line ends of Windows', async () => {
    const text =
      'provider: axys\ncall:\n  status: 403\n  code: 1234\nanswers:\n  egress.onAllowlist: true\nabsent:\n  - response.json.x\n';
    for (const one of [text, `---\n${text}---\n`, `\ufeff---\n${text}---\nwords`.replaceAll('\n', '\r\n')]) {
      const answers = await read(one);
      expect(answers.statement).toEqual({ status: 403, code: '1234' });
      expect(answers.told).toStrictEqual({ 'egress.onAllowlist': true, 'response.json.x': undefined });
    }
    expect(await read('')).toMatchObject({ finished: false, told: {}, pasted: [] });
  });

  it.each([
    [
      'answers:\n  egress.onAllowList: true',
      'answers.yaml:2:23: there is no fact "egress.onAllowList". Did you mean "egress.onAllowlist"?',
    ],
    ['answer:\n  a: 1', 'answers.yaml:2:3: there is no member "answer". Did you mean "answers"?'],
    ['call: { status: 99 }', '"call.status": expected a number from 100 to 599'],
    ['call: { transport: toString }', '"call.transport": expected one of dns, connect'],
    ['call: [1]', '"call": expected names with values'],
    ['provider: [axys]', '"provider": expected a text'],
    ['finished: maybe', '"finished": expected true or false'],
    ['now: yesterday', '"now": expected a time such as'],
    ['pasted: [{ entry: 1 }]', '"pasted.0": expected what was captured'],
    ['pasted: [{ text: x, entry: 0 }]', '"pasted.0.entry": expected a number from 1'],
    ['answers: { egress.address: .nan }', 'expected a value that JSON can hold'],
    ['answers: { __proto__: { x: 1 } }', 'no member can be named __proto__'],
    ['answers: { constructor: 1 }', 'there is no fact "constructor"'],
    ['probes: [{ seen: [{ verdict: ugly }] }]', 'expected good or bad'],
    ['a: &a [x]\nb: [*a, *a]', 'uses the alias'],
    ['answers: { ? [a] : 1 }', 'names are plain words'],
    ['just words', 'the file: expected names with values'],
    ['# A heading\n\n- [ ] not: yaml: at all', 'answers.yaml:3'],
    [`answers: ${'['.repeat(5000)}`, 'nested too deeply'],
    [`# ${'x'.repeat(5_000_000)}`, 'larger than 4 MiB'],
  ])('is refused with its place where it cannot be used (%#)', async (text, says) => {
    await expect(read(text)).rejects.toThrow(says);
    await expect(read(text)).rejects.toHaveProperty('name', 'UnusableAnswers');
  });
});
