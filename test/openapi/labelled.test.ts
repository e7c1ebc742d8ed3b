import { describe, expect, it } from 'vitest';
import { type Call, call, described, held } from './held.js';
import { shop } from './shop.js';

const api = await described(shop);
const order = (members: string): string => `{"amount":5,"currency":"EUR"${members && `,${members}`}}`;

/** Each call, the cause that has to lead, and what is said first. */
const table: readonly (readonly [name: string, call: Call, leader: string, says: string])[] = [
  [
    'a member is missing',
    { request: 'POST /v1/orders', body: '{"amount":5}' },
    'http/openapi-body',
    'currency is missing',
  ],
  [
    'a member is misspelt',
    { request: 'POST /v1/orders', body: '{"amount":5,"currncy":"EUR"}' },
    'http/openapi-body',
    'currency is missing; "currncy" was sent',
  ],
  [
    'a member too many',
    { request: 'POST /v1/orders', body: order('"emial":"a@shop.example"') },
    'http/openapi-body',
    'emial is not described; "email" is',
  ],
  [
    'a text for a number',
    { request: 'POST /v1/orders', body: '{"amount":"5","currency":"EUR"}', status: 422 },
    'http/openapi-body',
    'amount is a text, not a whole number',
  ],
  [
    'a fraction for a whole number',
    { request: 'POST /v1/orders', body: '{"amount":5.5,"currency":"EUR"}' },
    'http/openapi-body',
    'amount is a number, not a whole number',
  ],
  [
    'too small',
    { request: 'POST /v1/orders', body: '{"amount":0,"currency":"EUR"}' },
    'http/openapi-body',
    'amount is 0, less than 1',
  ],
  [
    'none of the values',
    { request: 'POST /v1/orders', body: '{"amount":5,"currency":"eur"}' },
    'http/openapi-body',
    'currency is "eur", not "EUR" or "USD"',
  ],
  [
    'not of the format',
    { request: 'POST /v1/orders', body: order('"email":"nobody"') },
    'http/openapi-body',
    'email is "nobody", which is not of the format "email"',
  ],
  [
    'too long',
    { request: 'POST /v1/orders', body: order('"note":"ünïcödé"') },
    'http/openapi-body',
    'note has 7 characters, more than 5',
  ],
  [
    'neither text nor null',
    { request: 'POST /v1/orders', body: order('"note":5') },
    'http/openapi-body',
    'note is a whole number, not a text or null',
  ],
  [
    'an empty list',
    { request: 'POST /v1/orders', body: order('"items":[]') },
    'http/openapi-body',
    'items has 0 items, fewer than 1',
  ],
  [
    'an item twice',
    { request: 'POST /v1/orders', body: order('"items":[{"sku":"ABC-1"},{"sku":"ABC-1"}]') },
    'http/openapi-body',
    'items holds the same item twice, at 0 and 1',
  ],
  [
    'deep inside',
    { request: 'POST /v1/orders', body: order('"items":[{"sku":"ABC-1","parts":[{"sku":"x"}]}]') },
    'http/openapi-body',
    'items[0].parts[0].sku is "x", which does not fit the pattern "^[A-Z]{3}\\\\-\\\\d+$"',
  ],
  [
    'the alternative that was meant',
    { request: 'POST /v1/orders', body: order('"payment":{"kind":"bank"}') },
    'http/openapi-body',
    'payment.iban is missing',
  ],
  [
    'no alternative at all',
    { request: 'POST /v1/orders', body: order('"payment":5') },
    'http/openapi-body',
    'payment is a whole number, not an object',
  ],
  [
    'the body as a whole',
    { request: 'POST /v1/orders', body: '[]' },
    'http/openapi-body',
    'the body is a list, not an object',
  ],
  [
    'no body',
    { request: 'POST /v1/orders', headers: 'X-Api-Key: errdoctor-example-key\n> Content-Length: 0' },
    'http/openapi-body',
    'the body is missing',
  ],
  [
    'a form field',
    { request: 'POST /v1/tokens', body: 'grant_type=pasword', type: 'application/x-www-form-urlencoded' },
    'http/openapi-body',
    'grant_type is "pasword", not "password" or "refresh_token"',
  ],
  [
    'a form field that stands for a number',
    {
      request: 'POST /v1/tokens',
      body: 'grant_type=password&ttl=long',
      type: 'application/x-www-form-urlencoded',
    },
    'http/openapi-body',
    'ttl is a text, not a whole number',
  ],
  [
    'JSON for a form',
    { request: 'POST /v1/tokens', body: '{"grant_type":"password"}', status: 415 },
    'http/openapi-content-type',
    'Content-Type is application/json; application/x-www-form-urlencoded is described',
  ],
  [
    'a parameter of the query',
    { request: 'GET /v1/orders?limit=all' },
    'http/openapi-parameter',
    'the query parameter limit is a text, not a whole number',
  ],
  [
    'a parameter out of bounds',
    { request: 'GET /v1/orders?limit=500' },
    'http/openapi-parameter',
    'the query parameter limit is 500, more than 100',
  ],
  [
    'a list in one parameter',
    { request: 'GET /v1/orders?ids=1,x,3' },
    'http/openapi-parameter',
    'the query parameter ids is a text, not a whole number',
  ],
  [
    'a parameter too often',
    { request: 'GET /v1/orders?tag=a&tag=b&tag=c' },
    'http/openapi-parameter',
    'the query parameter tag has 3 items, more than 2',
  ],
  [
    'a member of a parameter',
    { request: 'GET /v1/orders?filter[paid]=perhaps' },
    'http/openapi-parameter',
    'the query parameter filter is a text, not true or false',
  ],
  [
    'a header',
    { request: 'GET /v1/orders', headers: 'X-Api-Key: errdoctor-example-key\n> X-Trace: abc' },
    'http/openapi-parameter',
    'the header parameter X-Trace has 3 characters, fewer than 4',
  ],
  [
    'a parameter of the path',
    { request: 'GET /v1/orders/abc', status: 404 },
    'http/openapi-parameter',
    'the path parameter id is a text, not a whole number',
  ],
  [
    'a misspelt parameter, at a path that parameters could stand for',
    { request: 'GET /v1/orders/mine?date=2026-09-21' },
    'http/openapi-parameter',
    'the query parameter day is missing',
  ],
  [
    'a path that is not described',
    { request: 'GET /v1/order', status: 404 },
    'http/openapi-path-unknown',
    '/v1/order is none of the paths that are described',
  ],
  [
    'a path without its base',
    { request: 'GET /orders', status: 404 },
    'http/openapi-path-unknown',
    '/orders is none of the paths that are described',
  ],
  [
    'a slash too many',
    { request: 'GET /v1/orders/', status: 404 },
    'http/openapi-path-unknown',
    '/v1/orders/ is none of the paths that are described',
  ],
  [
    'a method that is not described',
    { request: 'DELETE /v1/orders', status: 405 },
    'http/openapi-method-unknown',
    'DELETE is not described for /v1/orders',
  ],
  [
    'no key',
    { request: 'GET /v1/orders', headers: 'Accept: */*', status: 401 },
    'http/openapi-credential-missing',
    'the request has no X-Api-Key header',
  ],
];

describe('a call that its description does not allow', () => {
  it.each(table)('%s', async (_, of, leader, says) => {
    const found = await held(call(of), api);
    expect(found.leader).toBe(leader);
    expect(found.diagnosis?.causes[0]?.certainty).toBe('proven');
    expect(found.evidence[0]?.replace(/^.* \| /, '')).toBe(says);
  });
});

describe('a call as it is described', () => {
  it.each<[string, Call]>([
    ['a body', { request: 'POST /v1/orders', body: order('"note":null,"items":[{"sku":"ABC-1"}]') }],
    ['a list', { request: 'GET /v1/orders?ids=1,2&tag=a&tag=b&limit=5&filter[paid]=true' }],
    ['a path', { request: 'GET /v1/orders/17' }],
    [
      'a cookie',
      { request: 'GET /v1/orders', headers: 'X-Api-Key: errdoctor-example-key\n> Cookie: a=b; session=s-1' },
    ],
    [
      'a form',
      {
        request: 'POST /v1/tokens',
        body: 'grant_type=password&ttl=5',
        type: 'application/x-www-form-urlencoded',
      },
    ],
    ['a preflight', { request: 'OPTIONS /v1/orders', status: 405 }],
  ])('%s', async (_, of) => {
    const { leader, notes } = await held(call({ ...of, status: of.status ?? 422 }), api);
    expect(
      [leader, ...notes].filter((id) => id?.includes('openapi') && id !== 'http/openapi-status-unknown'),
    ).toEqual([]);
  });
});
