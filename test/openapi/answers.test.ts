import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseCapture } from '../../src/diagnose-capture.js';
import { call, described, held } from './held.js';
import { shop } from './shop.js';

const api = await described(shop);

describe('the answer', () => {
  it.each([
    ['is another', '{"items":[]}', 200, 'http/openapi-response-differs', 'orders is missing'],
    ['has a status of its own', '{}', 204, 'http/openapi-status-unknown', 'the status 204 is not described'],
  ])('%s: a note', async (_, answer, status, note, says) => {
    const { diagnosis, notes } = await held(call({ request: 'GET /v1/orders', status, answer }), api);
    expect(notes).toEqual([note]);
    expect(diagnosis?.notes[0]?.explanation).toContain(says);
    expect(diagnosis?.outcome).toBe('succeeded');
  });

  it('of another media type: a note', async () => {
    const capture = call({ request: 'GET /v1/orders', status: 200, answer: '<a/>' });
    const { diagnosis } = await held(
      capture.replace('< Content-Type: application/json', '< Content-Type: text/xml'),
      api,
    );
    expect(diagnosis?.notes[0]?.explanation).toContain(
      'the answer is text/xml; application/json is described',
    );
  });

  it('as described: nothing', async () => {
    const { diagnosis } = await held(
      call({ request: 'GET /v1/orders', status: 200, answer: '{"orders":[]}' }),
      api,
    );
    expect(diagnosis).toBeUndefined();
  });
});

describe('what the answer speaks of', () => {
  const wrong = { request: 'POST /v1/orders', body: '{"amount":"5","currency":"EUR"}' };

  it('under another status the difference is a note', async () => {
    for (const status of [500, 409, 201]) {
      const { leader, notes } = await held(call({ ...wrong, status }), api);
      expect(leader).not.toBe('http/openapi-body');
      expect(notes).toContain('http/openapi-request-differs');
    }
  });

  it("a provider's own code that names another cause keeps leading", async () => {
    const answer = '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired"}}';
    const capture = call({ ...wrong, answer }).replace('api.shop.example', 'api.pandabase.io');
    const { leader } = await held(capture, api);
    expect(leader).toBe('pandabase/timestamp-expired');
  });

  it('a field that the answer names makes it proven beside any code', async () => {
    const answer = '{"ok":false,"error":{"code":"VALIDATION_FAILED","message":"amount must be an integer"}}';
    const capture = call({ ...wrong, answer }).replace('api.shop.example', 'api.pandabase.io');
    const { leader, diagnosis } = await held(capture, api);
    expect([leader, diagnosis?.causes[0]?.certainty]).toEqual(['http/openapi-body', 'proven']);
  });

  it('nothing is proven of another provider, whose call may have the same path', async () => {
    const answer = '{"error":{"message":"Invalid request"}}';
    const capture = call({ ...wrong, answer }).replace('api.shop.example', 'api.stripe.com');
    const { diagnosis } = await held(capture, api);
    expect(diagnosis?.provider?.id).toBe('stripe');
    expect(diagnosis?.causes.map(({ certainty }) => certainty)).not.toContain('proven');
  });
});

describe('several faults', () => {
  it('of different parts stand beside each other', async () => {
    const capture = call({ request: 'POST /v1/orders?limit=500', body: '{"amount":5}' });
    const { diagnosis } = await held(capture, api);
    expect(diagnosis?.causes.map(({ id, fault }) => [id, fault])).toEqual([
      ['http/openapi-body', 1],
      ['http/openapi-parameter', 2],
    ]);
  });

  it('that the answer lists in general words fold under what is described', async () => {
    const answer =
      '{"errors":[{"field":"amount","message":"amount must be a number"},{"field":"x","message":"is out of range"}]}';
    const capture = call({
      request: 'POST /v1/orders',
      body: '{"amount":"5","currency":"EUR"}',
      status: 422,
      answer,
    });
    const { diagnosis } = await held(capture, api);
    const [first] = diagnosis?.causes ?? [];
    expect([first?.id, first?.certainty]).toEqual(['http/openapi-body', 'proven']);
    expect(first?.folded).toContain('http/value-of-wrong-type');
  });
});

it('the library holds a capture against a description too', async () => {
  const capture = call({ request: 'GET /v1/orders?limit=500' });
  const { diagnoses } = await diagnoseCapture(await loadEngine(), capture, { openapi: shop });
  expect(diagnoses[0]?.causes[0]?.id).toBe('http/openapi-parameter');
  expect(diagnoses[0]?.causes[0]?.evidence.map(({ at }) => at?.file)).toEqual(['capture', 'openapi']);
});

describe('servers', () => {
  const at = (servers: unknown, parts: object = {}) =>
    described(
      JSON.stringify({
        openapi: '3.0.0',
        servers,
        paths: { '/x': { ...parts, get: { responses: { 200: { description: 'a' } } } } },
      }),
      'api.json',
    );
  const isKnown = async (path: string, of: ReturnType<typeof at>) =>
    (await held(call({ request: `GET ${path}`, status: 404 }), await of)).leader !==
    'http/openapi-path-unknown';

  it.each<[string, string, unknown, object | undefined, boolean]>([
    ['none', '/x', undefined, undefined, true],
    ['a relative one', '/v1/x', [{ url: '/v1/' }], undefined, true],
    ['a relative one that was left out', '/x', [{ url: '/v1' }], undefined, false],
    ['several', '/v2/x', [{ url: '/v1' }, { url: 'https://a.example/v2' }], undefined, true],
    ['variables', '/v1/blue/x', [{ url: 'https://{a}.example:{port}/v1/{stage}' }], undefined, true],
    ['one of the path alone', '/own/x', [{ url: '/v1' }], { servers: [{ url: '/own' }] }, true],
    ['another host', '/v1/x', [{ url: 'https://other.example/v1' }], undefined, true],
  ])('with %s', async (_, path, servers, parts, expected) => {
    expect(await isKnown(path, at(servers, parts))).toBe(expected);
  });

  it('another host is said', async () => {
    const api2 = await at([{ url: 'https://other.example/v1' }]);
    const { evidence } = await held(call({ request: 'GET /v1/y', status: 404 }), api2);
    expect(evidence.join()).toContain('api.shop.example is none of the described servers');
  });
});

describe('credentials', () => {
  const securitySchemes = {
    bearer: { type: 'http', scheme: 'bearer' },
    key: { type: 'apiKey', in: 'query', name: 'key' },
    session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    mutual: { type: 'mutualTLS' },
  };
  const asking = (security: unknown) =>
    described(
      JSON.stringify({
        openapi: '3.1.0',
        paths: { '/x': { get: { security, responses: {} } } },
        components: { securitySchemes },
      }),
      'api.json',
    );
  const lacking = async (
    security: unknown,
    request = 'GET /x',
    headers = 'Accept: */*',
    capture?: string,
  ) => {
    const { leader, evidence } = await held(
      capture ?? call({ request, headers, status: 401 }),
      await asking(security),
    );
    return leader === 'http/openapi-credential-missing' ? evidence[0] : undefined;
  };

  it('are missed where nothing else would do', async () => {
    expect(await lacking([{ bearer: [] }])).toContain('no Authorization header (bearer is described)');
    expect(await lacking([{ key: [] }])).toContain('the URL has no parameter key');
    expect(await lacking([{ session: [] }])).toContain('the request has no cookie sid');
    expect(await lacking([{ bearer: [] }], 'GET /x', 'Authorization: Basic ZXhhbXBsZTpleGFtcGxl')).toContain(
      'Authorization is Basic; bearer is described',
    );
  });

  it('are not missed where they were sent, are optional, or may not have been captured', async () => {
    expect(await lacking([{ bearer: [] }, {}])).toBeUndefined();
    expect(await lacking([{ bearer: [] }, { key: [] }], 'GET /x?key=errdoctor')).toBeUndefined();
    expect(await lacking([{ mutual: [] }])).toBeUndefined();
    expect(await lacking([{ session: [] }], 'GET /x', 'Cookie: a=b; sid=errdoctor')).toBeUndefined();
    const thin = JSON.stringify({
      request: { method: 'GET', url: 'https://api.shop.example/x', headers: { Authorization: '[REDACTED]' } },
      response: { status: 401 },
    });
    expect(await lacking([{ bearer: [] }], undefined, undefined, thin)).toBeUndefined();
  });
});
