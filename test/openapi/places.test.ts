import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { call, described, held } from './held.js';
import { shop } from './shop.js';

const wrong = {
  request: 'POST /v1/orders',
  body: '{"amount":"5","items":[{"sku":"x"},{"sku":"ABC-1","parts":[{}]}],"emial":1}',
};

describe.each([
  ['api.yaml', await described(shop)],
  ['api.json', await described(JSON.stringify(parse(shop), null, 2), 'api.json')],
])('evidence in the call and in %s', (file, api) => {
  it('marks each value and what is described for it, the outermost first', async () => {
    const { evidence, diagnosis } = await held(call(wrong), api);
    expect(evidence).toEqual([
      'call.txt: { | currency is missing',
      `${file}: currency | what is described for currency`,
      'call.txt: emial | emial is not described; "email" is',
      `${file}: false | what is described for emial`,
      'call.txt: 5 | amount is a text, not a whole number',
      `${file}: integer | what is described for amount`,
      expect.stringMatching(/^call\.txt: x \| items\[0\]\.sku is "x"/),
      expect.stringMatching(/^api\.\w+: .*A-Z.* \| what is described for items\[0\]\.sku/),
      'call.txt: { | items[1].parts[0].sku is missing',
      `${file}: sku | what is described for items[1].parts[0].sku`,
    ]);
    expect(diagnosis?.causes[0]?.explanation).toContain('in 5 places');
  });

  it('marks paths, methods and parameters', async () => {
    const path = await held(call({ request: 'GET /v1/order', status: 404 }), api);
    expect(path.evidence[1]).toBe(`${file}: /orders | the described path that comes nearest`);
    expect(path.diagnosis?.causes[0]?.title).toContain('/v1/orders');
    const method = await held(call({ request: 'DELETE /v1/orders', status: 405 }), api);
    expect(method.evidence).toEqual([
      'call.txt: DELETE | DELETE is not described for /v1/orders',
      `${file}: /orders | described here for GET or POST`,
    ]);
    const parameter = await held(call({ request: 'GET /v1/orders?limit=500' }), api);
    expect(parameter.evidence[1]).toBe(`${file}: 100 | what is described for limit`);
  });
});

it('finds places behind a byte-order mark, letters of several bytes and aliases', async () => {
  const text = `\uFEFFopenapi: 3.0.3
info: { title: "Größe", version: "1" }
paths:
  /größe:
    post:
      requestBody: { content: { application/json: { schema: &size { type: integer } } } }
      responses: { default: { description: ok } }
    put:
      requestBody: { content: { application/json: { schema: *size } } }
      responses: { default: { description: ok } }
`;
  const api = await described(text);
  for (const method of ['POST', 'PUT']) {
    const { evidence } = await held(call({ request: `${method} /gr%C3%B6%C3%9Fe`, body: '"L"' }), api);
    expect(evidence[1]).toBe('api.yaml: integer | what is described for the body');
  }
});
