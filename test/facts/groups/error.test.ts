import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../../src/causes/run-examples.js';
import type { SymptomFacts } from '../../../src/facts/fact.js';
import { Facts } from '../../../src/facts/facts.js';
import { call, evidence, told } from '../../support/facts.js';

const JSON_TYPE = ['Content-Type: application/json'];
const failed = (answer: unknown, status = '422 Unprocessable Entity', body = '{"amount":"5"}') =>
  call({
    line: 'POST /v1/orders HTTP/1.1',
    headers: JSON_TYPE,
    body,
    status,
    answerHeaders: JSON_TYPE,
    answer: JSON.stringify(answer),
  });

/** What a fact of the fault in question says. */
function ofFault(symptom: SymptomFacts, name: string, capture = failed({})) {
  const facts = new Facts(exchangeOf({ name: 'capture', http: capture }), undefined, {}).of(symptom);
  return told(facts, name);
}

describe('the fault in question', () => {
  const symptom = { code: 'X_Y', message: 'not "so"', field: 'amount' };

  it.each<[name: string, expected: unknown[]]>([
    ['error.code', ['X_Y', "the answer's code is X_Y"]],
    ['error.message', ['not "so"', 'the answer says "not \\"so\\""']],
    ['error.field', ['amount', 'the answer names the field amount']],
    ['error.value', ['5', 'amount was sent as "5"']],
    ['error.valueType', ['string', 'amount was sent as string']],
  ])('%s', (name, expected) => expect(ofFault(symptom, name)).toEqual(expected));

  it.each([
    ['error.code', 'the response body'],
    ['error.message', 'the message of the answer'],
    ['error.field', 'the field at fault'],
  ])('%s is known to be absent from an answer that was captured', (name, what) => {
    expect(ofFault({}, name)[0]).toBeUndefined();
    expect(ofFault({}, name, '> GET / HTTP/1.1\n> Host: api.shop.example\n>\n')).toEqual([
      'not-collected',
      what,
    ]);
  });

  it('may stand in what was cut off or not captured', () => {
    const { response, ...rest } = exchangeOf({ name: 'capture', http: failed({}) });
    for (const body of [{ is: 'cut', bytes: Buffer.from('{') }, { is: 'not-captured' }]) {
      const facts = new Facts({ ...rest, response: { ...response, body } as never }, undefined, {}).of({});
      expect(told(facts, 'error.code')).toEqual(['not-collected', 'the response body']);
    }
  });

  it.each(['error.value', 'error.valueType'])('%s needs a field', (name) =>
    expect(ofFault({}, name)).toEqual(['not-collected', 'the field at fault']),
  );

  it('is not asked for again where the whole answer names no field', () => {
    const facts = new Facts(exchangeOf({ name: 'capture', http: failed({}) }), undefined, {}).of({});
    expect(facts.fact('error.value')).toMatchObject({ how: 'the answer does not name it' });
  });
});

describe('fields that faults name', () => {
  const fields = (names: unknown[], status?: string) =>
    evidence(
      failed({ errors: names.map((field) => ({ field, message: `${field} no` })) }, status),
      'error.fields',
    );

  it('are joined, each once, with what is said of each', () => {
    expect(fields(['a', 'b', 'a'])).toEqual([
      'a, b',
      'the answer names a ("a no"), b ("b no"), a ("a no")',
      'a no',
    ]);
    expect(fields(['a'], '400 Bad Request')[0]).toBe('a');
    expect(fields(['a'], '409 Conflict')[0]).toBeUndefined();
    expect(fields([])[0]).toBeUndefined();
  });

  it('are five at most', () => {
    const [value, says] = fields(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(value).toBe('a, b, c, d, e');
    expect(says).toBe('the answer names a ("a no"), b ("b no"), c ("c no"), d ("d no"), e ("e no")');
  });

  it('are told with a code where there is no message, and without those that name none', () => {
    const answer = { errors: [{ message: 'no' }, { field: 'a', code: 'X_Y' }, { field: 'b' }] };
    expect(evidence(failed(answer), 'error.fields')).toEqual([
      'a, b',
      'the answer names a ("X_Y"), b (absent)',
      'X_Y',
    ]);
  });
});

describe('what the envelope repeats', () => {
  it.each<[name: string, answer: unknown, expected: unknown[]]>([
    ['error.status', { status: 401 }, [401, 'the envelope gives status 401', '401']],
    ['error.statusRewritten', { status: 401 }, [true, 'the body gives status 401, HTTP gives 422', '401']],
    ['error.flag', { ok: false }, ['ok is false', 'in the body ok is false', 'false']],
    ['error.flag', {}, [undefined, 'the body does not say whether it failed']],
    ['error.requestId', { requestId: 'req_1' }, ['req_1', 'the request id is req_1', 'req_1']],
  ])('%s of %j', (name, answer, expected) => expect(evidence(failed(answer), name)).toEqual(expected));

  it.each([
    [{ status: 399 }, false],
    [{ status: 400 }, true],
    [{ status: 422 }, false],
    [{ code: 401 }, false],
    [{ code: 500 }, true],
    [{ code: 499 }, false],
  ])('%j under 422 is rewritten: %s', (answer, expected) =>
    expect(evidence(failed(answer), 'error.statusRewritten')[0]).toBe(expected),
  );
});
