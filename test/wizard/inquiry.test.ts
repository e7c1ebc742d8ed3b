import { beforeAll, describe, expect, it } from 'vitest';
import { type Engine, loadEngine } from '../../src/causes/engine.js';
import { exchangeOf } from '../../src/causes/run-examples.js';
import type { Diagnosis } from '../../src/diagnose.js';
import { type Case, NOTHING_CAPTURED, settle } from '../../src/wizard/case.js';
import { told } from '../../src/wizard/fact-questions.js';
import { Inquiry } from '../../src/wizard/inquiry.js';
import { sources } from '../support/packs.js';

let engine: Engine;
let inquiry: Inquiry;

beforeAll(async () => {
  engine = await loadEngine({ all: true });
  inquiry = new Inquiry(engine, { tls: { trust: { certificates: [], says: 'nobody' } } });
});

function caseOf(provider: string | undefined, statement: Case['statement']): Case {
  return { captured: NOTHING_CAPTURED, pasted: [], statement, options: { provider }, settled: new Set() };
}

function leading({ faults }: Diagnosis): string | undefined {
  return faults[0]?.causes[0]?.candidate.rule.id;
}

describe('the inquiry', () => {
  it('asks first who answered, then how, where nothing tells it', async () => {
    const nothing = caseOf(undefined, {});
    expect(inquiry.next(nothing, await inquiry.examine(nothing))?.kind).toBe('provider');
    const named = caseOf('axys', {});
    expect(inquiry.next(named, await inquiry.examine(named))?.kind).toBe('status');
  });

  it('asks what separates the causes that stand, and is told apart by the answer', async () => {
    const one = caseOf('axys', { status: 403, message: 'No authorized IPs configured' });
    const diagnosis = await inquiry.examine(one);
    const asked = inquiry.questions(one, diagnosis).map(({ id }) => id);
    expect(asked).toContain('egress.onAllowlist');
    expect(asked).toContain('dns.fcrdns');
    expect(asked).not.toContain('answer');

    const listed = await inquiry.examine(told(one, 'egress.onAllowlist', true));
    expect(leading(listed)).toBe('axys/fcrdns-mismatch');
    const unlisted = await inquiry.examine(told(one, 'egress.onAllowlist', false));
    expect(leading(unlisted)).toBe('axys/ip-not-allowlisted');
  });

  it('asks what leads to a cause where only the status is restated', async () => {
    const one = caseOf(undefined, { status: 403, url: 'https://api.shop.example/v1/orders' });
    const diagnosis = await inquiry.examine(one);
    expect(leading(diagnosis)).toBe('http/forbidden');
    const asked = inquiry.questions(one, diagnosis).filter(({ gain }) => gain > 0);
    expect(asked.map(({ id }) => id)).toContain('told.works-elsewhere');
    expect(leading(await inquiry.examine(told(one, 'told.works-elsewhere', true)))).toBe(
      'http/calling-network',
    );
    expect(leading(await inquiry.examine(told(one, 'told.works-elsewhere', false)))).toBe('http/forbidden');
  });

  it('does not ask about a refusal where no answer came', async () => {
    const one = caseOf(undefined, { transport: 'timeout', url: 'https://api.shop.example/v1/orders' });
    const asked = inquiry.questions(one, await inquiry.examine(one)).map(({ id }) => id);
    expect(asked).toContain('told.works-elsewhere');
    expect(asked).not.toContain('told.key-listed');
  });

  it('asks what tells apart the special cases for which a report names the general rule', async () => {
    const one = caseOf('pandabase', {
      status: 401,
      code: 'SIGNATURE_MISMATCH',
      url: '/v2/platforms/intents',
    });
    const diagnosis = await inquiry.examine(one);
    expect(leading(diagnosis)).toBe('pandabase/signature-mismatch');
    const worth = inquiry.questions(one, diagnosis).filter(({ gain }) => gain > 0.1);
    expect(worth.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['told.three-line-feeds', 'told.secret-as-issued', 'told.one-clock-reading']),
    );
    expect(leading(await inquiry.examine(told(one, 'told.failing-calls', 'body')))).toBe(
      'pandabase/sig-body-hash',
    );
    expect(leading(await inquiry.examine(told(one, 'told.secret-as-issued', false)))).toBe(
      'pandabase/sig-secret-transformed',
    );
  });

  it('asks of a refusal that says nothing how the credential was sent', async () => {
    const silent = caseOf('http', { url: 'https://api.shop.example/v1/orders', method: 'GET', status: 401 });
    const one = settle(silent, 'answer');
    const asked = inquiry.questions(one, await inquiry.examine(one)).map(({ id }) => id);
    expect(asked).toEqual(
      expect.arrayContaining(['authorization.missing', 'authorization.malformed', 'token.expired']),
    );
  });

  it('takes no word of a person for a proof', async () => {
    const one = told(caseOf('axys', { status: 403 }), 'egress.onAllowlist', false);
    const [cause] = (await inquiry.examine(one)).faults[0]?.causes ?? [];
    expect(cause?.certainty).toBe('likely');
  });

  it('takes no proof from what follows from the word of a person', async () => {
    const certificate = told(caseOf('axys', { transport: 'tls' }), 'tls.ownCertificate', 'not-yet-valid');
    const path = caseOf('axys', { status: 404, url: '/v2/cards/undefined' });
    const missing = told(
      caseOf('twilio', { status: 401, code: '20003' }),
      'credential.account.state',
      'missing',
    );
    for (const one of [certificate, path, missing]) {
      const { faults } = await inquiry.examine(one);
      const certainties = faults.flatMap(({ causes }) => causes.map(({ certainty }) => certainty));
      expect(certainties.length).toBeGreaterThan(0);
      expect(certainties).not.toContain('proven');
    }
  });

  it('ends after eight questions, also where nobody knows anything', async () => {
    let one = caseOf('partna', { status: 400 });
    let asked = 0;
    for (;;) {
      const question = inquiry.next(one, await inquiry.examine(one));
      if (!question) break;
      asked += 1;
      one = settle(one, question.id);
    }
    expect(asked).toBe(8);
  });

  it('does not ask again what nobody knows, nor what is settled', async () => {
    let one = caseOf('axys', { status: 403 });
    const seen = new Set<string>();
    for (;;) {
      const question = inquiry.next(one, await inquiry.examine(one));
      if (!question) break;
      expect(seen).not.toContain(question.id);
      seen.add(question.id);
      one = settle(one, question.id);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('supposes outcomes whose likelihoods make a whole', async () => {
    const one = caseOf('partna', { status: 401 });
    for (const { outcomes } of inquiry.questions(one, await inquiry.examine(one))) {
      if (outcomes.length === 0) continue;
      expect(outcomes.reduce((sum, { likely }) => sum + likely, 0)).toBeCloseTo(1);
    }
  });

  it('searches for a signing mistake anew only where what was signed, or the secret, is another', async () => {
    const rule = sources.flatMap(({ rules }) => rules).find(({ id }) => id === 'okx/signature-mismatch');
    const http = rule?.rule.examples.fires[0]?.http ?? '';
    const given = (value: string) => ({ depth: 1, secrets: [{ value, source: 'a test' }] });
    const one: Case = {
      ...caseOf('okx', {}),
      captured: exchangeOf({ name: 'call', http }),
      options: { provider: 'okx', signing: given('errdoctor-example-secret') },
    };
    const found = async (then: Case) => (await inquiry.examine(then)).facts.stated.signature;
    const first = await found(one);
    expect(first?.is).toBe('not-found');
    expect(await found(told(one, 'told.works-elsewhere', true))).toBe(first);
    const other = { ...one, options: { ...one.options, signing: given('errdoctor-other-secret') } };
    expect(await found(other)).not.toBe(first);
  });
});
