import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, BODY, type Call, Calls, compared, WORKED } from './pairs.js';

const refused = (status: number, message = 'refused'): Answer => ({ status, body: { error: { message } } });
const header = (name: string, value: string | undefined): Call => ({ headers: { [name]: value } });
const token = (value: string | undefined): Call => header('Authorization', value);
const body = (from: string, to: string): Call => ({ body: BODY.replace(from, to) });

const ONLY = 'http/differs-from-working-call';

/** One thing changed in each: what it is called, and the cause that it explains where the request itself shows one. */
const PAIRS: readonly [what: string, call: Call, answer: Answer, explains?: string][] = [
  ['method', { method: 'PUT' }, refused(405)],
  ['case of the method', { method: 'post' }, refused(405)],
  ['host', { host: 'api.sandbox.acmepay.example' }, refused(401)],
  ['path', { target: '/v1/charge?expand=customer&limit=10' }, refused(404)],
  ['case of the path', { target: '/v1/Charges?expand=customer&limit=10' }, refused(404)],
  ['slash at the end of the path', { target: '/v1/charges/?expand=customer&limit=10' }, refused(404)],
  [
    'doubled slash in the path',
    { target: '//v1/charges?expand=customer&limit=10' },
    refused(404),
    'http/path-malformed',
  ],
  ['parameter expand', { target: '/v1/charges?limit=10' }, refused(400)],
  ['parameter x', { target: '/v1/charges?expand=customer&limit=10&x=1' }, refused(400)],
  ['parameter limit', { target: '/v1/charges?expand=customer&limit=1000' }, refused(400)],
  ['encoding of the parameter limit', { target: '/v1/charges?expand=customer&limit=%310' }, refused(400)],
  ['order of the parameters', { target: '/v1/charges?limit=10&expand=customer' }, refused(401)],
  ['header Authorization', token(undefined), refused(401), 'http/credential-missing'],
  ['another value of Authorization', token('Bearer errdoctor-example-token-0002'), refused(401)],
  ['length of Authorization', token('Bearer errdoctor-example-token'), refused(401)],
  ['scheme word in Authorization', token('Token errdoctor-example-token-0001'), refused(401)],
  ['stand-in for Authorization', token('Bearer YOUR_API_KEY'), refused(401), 'http/credential-malformed'],
  [
    'quotes around Authorization',
    token('Bearer "errdoctor-example-token-0001"'),
    refused(401),
    'http/credential-malformed',
  ],
  [
    'white space around Authorization',
    token('Bearer errdoctor-example-token-0001 '),
    refused(401),
    'http/credential-malformed',
  ],
  ['header Content-Type', header('Content-Type', 'text/plain'), refused(415), 'http/content-type-mismatch'],
  ['parameters of Content-Type', header('Content-Type', 'application/json; charset=latin1'), refused(400)],
  ['header Accept', header('Accept', 'text/html'), refused(406)],
  ['header X-Api-Version', header('X-Api-Version', undefined), refused(400)],
  ['header X-Api-Version', header('X-Api-Version', '2019-01-01'), refused(400)],
  ['header X-Debug', header('X-Debug', '1'), refused(400)],
  ['time of the stamp against the clock of the server', header('X-Timestamp', '1789990000'), refused(401)],
  ['form of X-Timestamp', header('X-Timestamp', '1790000000000'), refused(401)],
  ['request body', { body: '' }, refused(400)],
  ['syntax of the body', { body: `${BODY.slice(0, -1)},}` }, refused(400), 'http/json-body-malformed'],
  ['syntax of the body', { body: 'amount=2500&currency=USD' }, refused(400)],
  ['member currency', body('"currency":"USD",', ''), refused(422, 'Currency is required.')],
  ['member x', body('{"amount"', '{"x":1,"amount"'), refused(422)],
  [
    'type of amount',
    body('2500', '"2500"'),
    refused(422, 'amount must be a number'),
    'http/value-of-wrong-type',
  ],
  ['form of amount', body('2500', '25.00'), refused(422)],
  ['value of currency', body('USD', 'ZZZ'), refused(422)],
  ['case of currency', body('USD', 'usd'), refused(422)],
  ['type of customer.name', body('"Ada"', 'null'), refused(422)],
  ['number of items in items', body('[{"sku":"a"}]', '[]'), refused(422)],
  [
    'order of the members',
    body('"amount":2500,"currency":"USD"', '"currency":"USD","amount":2500'),
    refused(401),
  ],
  ['white space of the body', { body: BODY.replaceAll(',', ', ') }, refused(401)],
  ['byte-order mark before the body', { body: `\uFEFF${BODY}` }, refused(400)],
  ['line break at the end of the body', { body: `${BODY}\n` }, refused(401)],
  ['HTTP version', { curl: ['--http1.0'] }, refused(400)],
];

describe('of two calls that differ in one thing', () => {
  let calls: Calls;
  let good: Buffer;
  beforeAll(async () => {
    calls = await Calls.open();
    good = await calls.capture({}, WORKED);
  });
  afterAll(() => calls.server.close());

  it.each([...PAIRS])('it is named first: %s', async (what, call, answer, explains = ONLY) => {
    const { comparison, causes } = await compared(await calls.capture(call, answer), good);
    expect(comparison?.differences[0]).toMatchObject({ what, explains, everyCall: false });
    expect(causes[0]?.id).toBe(explains);
    expect(comparison?.differences.slice(1).every(({ everyCall }) => everyCall)).toBe(true);
  });

  it('nothing is found where they do not differ', async () => {
    const { comparison } = await compared(await calls.capture({}, refused(500)), good);
    expect(comparison).toMatchObject({
      says: 'same method and path; nothing that both captures hold differs',
      differences: [],
      notCompared: [],
    });
  });
});
