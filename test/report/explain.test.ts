import { describe, expect, it } from 'vitest';
import { renderExplain, renderExplainList } from '../../src/report/explain.js';

const context = { color: false, width: 60 };

describe('explain', () => {
  it('prints the page of a cause', async () => {
    const page = await renderExplain(
      {
        id: 'acmepay/clock-drift',
        title: 'Signed too early',
        pack: 'Acmepay',
        when: ['code request_expired', 'status 401'],
        cause: 'The timestamp is older than Acmepay accepts.',
        variants: [],
        clues: [],
        fixes: [{ say: 'Set the clock.', run: 'chronyc makestep' }],
        retry: {
          when: 'after-wait',
          why: 'nothing was done',
          waitSeconds: 300,
          maxAttempts: 5,
          sameIdempotencyKey: null,
          basis: 'documented',
        },
        lookAlikes: [{ id: 'acmepay/wrong-secret', how: 'There the timestamp is fresh.' }],
        references: ['https://docs.acmepay.example/clock'],
      },
      context,
    );
    expect(page.split('\n')).toEqual([
      'acmepay/clock-drift  Acmepay',
      'Signed too early',
      '',
      'Seen as',
      '  - code request_expired',
      '  - status 401',
      '',
      'What happened',
      '  The timestamp is older than Acmepay accepts.',
      '',
      'Fix',
      '  - Set the clock.',
      '      chronyc makestep',
      '',
      'Sending it again',
      '  after 5 min, at most 5 attempts: nothing was done',
      '',
      'Looks the same',
      '  acmepay/wrong-secret',
      '    There the timestamp is fresh.',
      '',
      'Read more',
      '  https://docs.acmepay.example/clock',
      '',
    ]);
  });

  it('lists the causes of a code', async () => {
    const list = await renderExplainList(
      'FORBIDDEN has 2 causes',
      [
        { id: 'acmepay/address', title: 'Address not listed' },
        { id: 'acmepay/scope', title: 'Scope missing' },
      ],
      context,
    );
    expect(list).toBe(
      'FORBIDDEN has 2 causes\n\n  acmepay/address\n    Address not listed\n  acmepay/scope\n    Scope missing\n\nmore     errdoctor explain ID\n',
    );
  });
});
