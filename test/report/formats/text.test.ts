import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import text from '../../../src/report/formats/text.js';
import {
  causeWith,
  contextWith,
  diagnosisWith,
  inputOf,
  lookedOver,
  positionOf,
  reportOf,
} from '../../support/report.js';

const render = async (
  ...[report, context = contextWith()]: [Parameters<typeof text.render>[0], ReturnType<typeof contextWith>?]
) => (await text.render(report, context)).split('\n');

describe('text', () => {
  it('prints the call, the answer, and the cause with evidence, fix and retry', async () => {
    const input = inputOf(
      '> POST /v1/charges HTTP/1.1\n> X-Timestamp: 1730541180\n< Date: Sat, 02 Nov 2024 10:00:00 GMT\n',
    );
    const evidence = [
      { says: '2024-11-02 09:53:00 UTC', at: positionOf(input, '1730541180') },
      { says: 'read 420 s later', at: positionOf(input, 'Sat, 02 Nov 2024 10:00:00 GMT') },
      { says: 'nothing in the signed text is newer' },
    ];
    const report = reportOf(
      diagnosisWith({
        causes: [
          causeWith({ evidence, folded: ['http/unauthorized'] }),
          causeWith({
            id: 'acmepay/wrong-secret',
            certainty: 'possible',
            probability: 0.01,
            title: 'Another secret',
          }),
        ],
        ruledOut: [{ id: 'acmepay/key-missing', why: 'the key is there' }],
        notChecked: [
          { what: 'the certificate', how: '--network' },
          { what: 'the address', how: '--network' },
        ],
        notes: [
          { id: 'acmepay/no-key', title: 'No idempotency key', explanation: 'A retry may charge twice.' },
        ],
      }),
    );
    expect(await render(report, contextWith({ inputs: new Map([['call.txt', input]]) }))).toEqual([
      'call.txt:1  POST https://api.acmepay.example/v1/charges -> 401  Acmepay',
      '',
      '  answer   401 request_expired: The request is too old',
      '           request id req_example_1',
      '',
      '  proven  acmepay/clock-drift',
      '    Signed seven minutes too early',
      '    Signed 420 s before Acmepay read it; it accepts 300 s.',
      '',
      '    call.txt:2 | > X-Timestamp: 1730541180',
      '               |                ^^^^^^^^^^ 2024-11-02 09:53:00 UTC',
      '    call.txt:3 | < Date: Sat, 02 Nov 2024 10:00:00 GMT',
      '               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ read 420 s later',
      '    - nothing in the signed text is newer',
      '',
      '    fix      Set the clock of the machine that signs.',
      '               chronyc makestep',
      '    retry    with a fresh timestamp and signature: refused before anything was',
      '             done',
      '    explains http/unauthorized',
      '    more     errdoctor explain acmepay/clock-drift',
      '',
      '  or',
      '    possible  acmepay/wrong-secret  Another secret',
      '',
      '  ruled out  acmepay/key-missing (the key is there)',
      '  unchecked  the certificate, the address: --network',
      '  note       No idempotency key. A retry may charge twice.',
      '',
    ]);
  });

  it('says on top how to check a write of unknown outcome', async () => {
    const retry = {
      ...causeWith().retry,
      when: 'after-check' as const,
      why: 'the charge may exist',
      sameIdempotencyKey: true,
      basis: 'ours' as const,
      checkFirst: [
        {
          method: 'GET',
          url: 'https://api.acmepay.example/v1/charges?reference=42',
          lookFor: 'a charge of 25.00',
        },
      ],
    };
    const report = reportOf(
      diagnosisWith({
        outcome: 'unknown',
        response: null,
        transport: { kind: 'timeout', says: 'curl: (28) Operation timed out' },
        causes: [causeWith({ id: 'http/timeout', certainty: 'stated', retry })],
      }),
    );
    const lines = await render(report);
    expect(lines.slice(0, 8)).toEqual([
      'call.txt:1  POST https://api.acmepay.example/v1/charges -> no answer (timeout)  Acmepay',
      '',
      '  outcome unknown: check, then decide',
      '    GET https://api.acmepay.example/v1/charges?reference=42',
      '      look for a charge of 25.00',
      '',
      '  failed   timeout: curl: (28) Operation timed out',
      '',
    ]);
    expect(lines.join('\n')).toContain('same idempotency key: the charge may exist');
    expect(lines.join('\n').replace(/\s+/g, ' ')).toContain('(our advice, not documented by the provider)');
  });

  it('says what is missing from an answer, and that nothing fits', async () => {
    const response = { status: 500, code: null, message: null, requestId: null, details: {} };
    const lines = await render(
      reportOf(diagnosisWith({ request: null, provider: null, response, causes: [], noneOfThese: {} })),
    );
    expect(lines).toEqual([
      'call.txt:1  request not captured -> 500',
      '',
      '  answer   500',
      '           no code, no message, no request id',
      '',
      '  no cause found: nothing that errdoctor knows fits what was captured',
      '',
    ]);
  });

  it('numbers several faults, and says when none of the causes is likely', async () => {
    const causes = [
      causeWith({ id: 'acmepay/currency', fault: 1, probability: 0.9 }),
      causeWith({ id: 'acmepay/amount', fault: 2, probability: 0.2, certainty: 'possible' }),
    ];
    const lines = await render(reportOf(diagnosisWith({ causes, noneOfThese: { 1: 0.1, 2: 0.8 } })));
    expect(lines.filter((line) => /fault|likelier/.test(line))).toEqual([
      '  fault 1 of 2',
      '  fault 2 of 2',
      '  Something that errdoctor does not know is likelier than each of these.',
    ]);
  });

  it('prints numbers, factors, details and every alternative only with all', async () => {
    const response = { ...diagnosisWith().response, details: { skew: 420 } } as ReturnType<
      typeof diagnosisWith
    >['response'];
    const factors = [{ says: 'the timestamp is 420 s old', factor: 20 }];
    const report = reportOf(
      diagnosisWith({ response, causes: [causeWith({ factors }), causeWith({ id: 'acmepay/other' })] }),
    );
    const all = (await render(report, contextWith({ all: true }))).join('\n');
    expect(all).toContain('proven 0.99  acmepay/clock-drift');
    expect(all).toContain('    x 20      the timestamp is 420 s old');
    expect(all).toContain('  details  {"skew":420}');
    expect(all).toContain('proven 0.99  acmepay/other');
    expect(all).toContain('none of these 0.01');
    expect((await render(report)).join('\n')).not.toMatch(/0\.99|x 20|skew|none of these/);
  });

  it('prints a summary of many failures by leading cause', async () => {
    const failures = Array.from({ length: 4 }, (_, index) =>
      diagnosisWith({
        source: { file: 'app.log', entry: index + 1, line: index + 10 },
        outcome: index === 3 ? 'unknown' : 'failed',
        causes: index === 3 ? [] : [causeWith()],
      }),
    );
    expect(await render(reportOf(...failures), contextWith({ limit: 3 }))).toEqual([
      '4 failures by leading cause',
      '',
      '  3  proven acmepay/clock-drift Signed seven minutes too early',
      '     app.log:10 (entry 1), app.log:11 (entry 2), app.log:12 (entry 3)',
      '  1  no cause found',
      '     app.log:13 (entry 4)',
      '     outcome unknown for 1 of them: check, then decide',
      '',
      'All in full: --limit 4. One of them: --entry N.',
      '',
      '4 exchanges, 4 failed: 4 explained, 0 unexplained',
      '',
    ]);
    const gone = await render(reportOf(...failures), contextWith({ limit: 3, isGone: true }));
    expect(gone.join(' ')).toContain(
      'Each in full: capture with --save-har FILE, then errdoctor analyze FILE --entry N.',
    );
  });

  it('prints of those that succeeded only what comes with advice', async () => {
    const fine = diagnosisWith({ outcome: 'succeeded', causes: [], noneOfThese: {} });
    const noted = { ...fine, notes: [{ id: 'acmepay/repeat', title: 'A repeat', explanation: 'A repeat' }] };
    const lines = await render(reportOf(fine, noted));
    expect(lines.filter((line) => line.startsWith('call.txt'))).toHaveLength(1);
    expect(lines).toContain('  note       A repeat');
    expect(lines.at(-2)).toBe('2 exchanges, none failed');
  });

  it('has colour only when asked', async () => {
    const introducer = '\u001b[';
    expect(await text.render(reportOf(diagnosisWith()), contextWith())).not.toContain(introducer);
    const report = reportOf(diagnosisWith());
    const colored = await text.render(report, contextWith({ color: true }));
    expect(colored).toContain(introducer);
    expect(stripVTControlCharacters(colored)).toBe(await text.render(report, contextWith()));
  });

  it('lets no text of a server steer the terminal', async () => {
    const hostile = '\u001b]0;evil\u0007\u001b[2Jno\rYES\u202e\u0000';
    const response = {
      status: 400,
      code: hostile,
      message: hostile,
      requestId: hostile,
      details: { [hostile]: hostile },
    };
    const input = inputOf(`{"message":"${hostile}"}`);
    const evidence = [{ says: hostile, at: positionOf(input, hostile) }];
    const report = reportOf(diagnosisWith({ response, causes: [causeWith({ evidence, title: hostile })] }));
    const printed = await text.render(
      report,
      contextWith({ all: true, inputs: new Map([['call.txt', input]]) }),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(printed).toContain('\\x1b');
  });

  it('says in full what of a signature is wrong, and the rest by name or with --all', async () => {
    const report = reportOf(diagnosisWith({ signature: lookedOver }));
    const block = (lines: readonly string[]) =>
      lines.slice(
        lines.findIndex((line) => /^ {2}signature/.test(line)),
        -1,
      );
    expect(block(await render(report))).toEqual([
      '  signature  The request signature cannot be recomputed without the secret.',
      '    expected canonical string',
      '      method  POST',
      '    string to sign  The logged string differs.',
      '    first difference, at byte 1',
      '      expected  POST',
      '                ^^^^',
      '      signed    post',
      '                ^^^^',
      '    checked without recomputing (--all tells why)',
      '      wrong        algorithm: 32 bytes are as long as a SHA-256 digest.',
      '      cannot tell  key',
      '      ok           signature',
    ]);
    expect(block(await render(report, contextWith({ all: true }))).slice(9)).toEqual([
      '    checked without recomputing',
      '      wrong        algorithm: 32 bytes are as long as a SHA-256 digest.',
      '      cannot tell  key: The key is the text of the secret as it is.',
      '      ok           signature: It travels in x-signature.',
    ]);
  });

  it('draws the rate window with its ends and what a bar stands for', async () => {
    const window = {
      from: '2026-09-21T12:26:00.000Z',
      to: '2026-09-21T12:27:00.000Z',
      limit: 9,
      calls: 9,
      buckets: [0, 8, 1, 0],
      routes: [{ route: 'GET /v1/charges', calls: 9 }],
    };
    const lines = await render(reportOf(diagnosisWith({ window })));
    const start = lines.findIndex((line) => line.startsWith('  window'));
    expect(lines.slice(start, start + 4)).toEqual([
      '  window   9 calls of this capture from 2026-09-21 12:26:00 to 12:27:00 UTC, 9',
      '           are allowed',
      '           12:26:00 | █▁ | 12:27:00  a bar is 15 s, the highest 8 calls',
      '           9 GET /v1/charges',
    ]);
  });

  it('names what was ruled out for one reason together', async () => {
    const ruledOut = ['key-missing', 'key-unknown'].map((id) => ({ id: `acmepay/${id}`, why: 'it passed' }));
    expect(await render(reportOf(diagnosisWith({ ruledOut })))).toContain(
      '  ruled out  acmepay/key-missing, acmepay/key-unknown (it passed)',
    );
  });

  it('keeps the notes, also of calls that succeeded, when failures are grouped', async () => {
    const notes = [{ id: 'http/blind', title: 'A write was sent again', explanation: '' }];
    const report = reportOf(
      ...[1, 2].map(() => diagnosisWith()),
      diagnosisWith({ outcome: 'succeeded', causes: [], notes }),
    );
    const lines = await render(report, contextWith({ limit: 1 }));
    const start = lines.indexOf('Notes');
    expect(lines.slice(start, start + 4)).toEqual([
      'Notes',
      '',
      '  1  A write was sent again',
      '     call.txt:1 (entry 1)',
    ]);
  });
});
