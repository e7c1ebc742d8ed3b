import { describe, expect, it } from 'vitest';
import support from '../../../src/report/formats/support.js';
import { reportOn } from '../../support/diagnose.js';
import { causeWith, contextWith, diagnosisWith, lookedOver, reportOf } from '../../support/report.js';

const provider = {
  id: 'acmepay',
  name: 'Acmepay',
  recognisedBy: ['host'],
  environment: 'sandbox',
  contact: { email: 'help@acmepay.example', url: 'https://acmepay.example/help' },
};
const time = { at: '2024-11-02T10:00:00.000Z', clock: 'server' as const };

const render = async (...diagnoses: ReturnType<typeof diagnosisWith>[]) =>
  support.render(reportOf(...diagnoses), contextWith());

describe('support', () => {
  it('holds what support asks for first', async () => {
    const printed = await render(
      diagnosisWith({
        provider,
        time,
        causes: [causeWith({ evidence: [{ says: 'the timestamp is 420 s old' }] })],
        ruledOut: [{ id: 'acmepay/key-missing', why: 'the key is there' }],
        notChecked: [{ what: 'the certificate', how: '--network' }],
      }),
    );
    expect(printed.split('\n')).toEqual([
      'To:      help@acmepay.example or https://acmepay.example/help',
      'Subject: POST /v1/charges: 401 request_expired (request req_example_1)',
      '',
      'Hello,',
      '',
      'a call of ours to the Acmepay failed. These are its details and what we found so far.',
      '',
      '  request id   req_example_1',
      "  time         2024-11-02 10:00:00 UTC (your answer's Date)",
      '  environment  sandbox',
      '  endpoint     POST https://api.acmepay.example/v1/charges',
      '  answer       401 request_expired: The request is too old',
      '',
      'What we think it is:',
      '- proven: Signed seven minutes too early. Signed 420 s before Acmepay read it; it accepts',
      '  300 s. (acmepay/clock-drift)',
      '',
      'What was checked:',
      '- the timestamp is 420 s old',
      '',
      'What was ruled out:',
      '- acmepay/key-missing: the key is there',
      '',
      'What we could not check:',
      '- the certificate',
      '',
      'Could you look up request req_example_1 in your logs and tell us which check refused it,',
      'and what it expected?',
      '',
    ]);
  });

  it('says what is missing', async () => {
    const printed = await render(
      diagnosisWith({
        request: null,
        response: null,
        provider: null,
        outcome: 'unknown',
        transport: { kind: 'timeout', says: 'curl: (28) Operation timed out' },
        causes: [],
      }),
    );
    expect(printed).toContain('To:      the support of the API');
    expect(printed).toContain('we do not know whether it was carried out');
    expect(printed).toContain('timeout: curl: (28) Operation timed out');
    const missing = printed.slice(printed.indexOf('Missing from this message:')).split('\n').slice(1, 5);
    expect(missing).toEqual([
      '- the request id: there was no whole answer that could hold one',
      '- the time of the call: take it, in UTC, from the log of the calling program',
      '- the endpoint: it is not in the capture',
      '- the environment: test or live (--env NAME)',
    ]);
  });

  it('has one message a failure and none for what succeeded', async () => {
    const fine = diagnosisWith({ outcome: 'succeeded', causes: [] });
    expect((await render(diagnosisWith(), diagnosisWith(), fine)).match(/^To: /gm)).toHaveLength(2);
    expect(await render(fine)).toBe('1 exchange, none failed\n');
  });

  it('takes contact, environment and time from the pack and the capture', async () => {
    const { report, context } = await reportOn('pandabase-timestamp.txt');
    const printed = await support.render(report, context);
    expect(printed).toContain('To:      platforms@pandabase.io');
    expect(printed).toContain('  environment  production');
    expect(printed).toContain("  time         2026-09-21 14:13:20 UTC (your answer's Date)");
    expect(printed).toContain('  request id   req_errdoctor');
    expect(printed).not.toContain('Missing from this message');
  });

  it('says what was found out about the signature, and nothing of the secret', async () => {
    const secret = {
      what: 'secret',
      is: 'wrong',
      why: 'The secret from the variable SHOP has 3 bytes.',
    } as const;
    const checklist = [...(lookedOver.checklist ?? []), secret];
    const printed = await render(diagnosisWith({ signature: { ...lookedOver, checklist } }));
    expect(printed).toContain(
      '- request signature, algorithm: wrong. 32 bytes are as long as a SHA-256 digest.',
    );
    expect(printed).toContain('- request signature, signature: ok.');
    expect(printed).not.toMatch(/SHOP|recomputed/);
    const right = {
      ...lookedOver,
      verdict: 'right',
      says: 'The request signature is right.',
      checklist: [secret],
    } as const;
    expect(await render(diagnosisWith({ signature: right }))).toContain('- The request signature is right.');
  });
});
