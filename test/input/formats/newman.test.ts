import { describe, expect, it } from 'vitest';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';
import newman from '../../../src/input/formats/newman.js';
import { postmanUrl } from '../../../src/input/newman/postman-url.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('the report of Newman', () => {
  it('holds both messages whole, with the bytes of the answer', () => {
    const capture = recording('newman-json', 'pandabase');
    const { request, response } = only(readWith(newman, capture));
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.pandabase.io/v2/platforms/intents' });
    expect(request?.headers.seen).toBe('all');
    expect(request?.headers.get('User-Agent')?.value).toMatch(/^PostmanRuntime\//);
    expect(bodyText(request?.body)).toBe('{"amount":2500,"currency":"USD"}');
    expect(response?.status).toBe(401);
    expect(response?.headers.proveAbsence('Retry-After')).toBe(true);
    expect(response?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(response?.body)).toContain('"TIMESTAMP_EXPIRED"');
    const input = new Input('-', Buffer.from(capture));
    const place = request?.headers.get('x-request-timestamp')?.at;
    expect(place && input.text(locate(input, place))).toBe('1790000000');
  });

  it.each([
    ['refused', 'connect', 'connect ECONNREFUSED 203.0.113.3'],
    ['unknown-host', 'dns', 'getaddrinfo ENOTFOUND api.pandabase.example'],
    ['timeout', 'timeout', 'ESOCKETTIMEDOUT'],
    ['untrusted', 'tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['client-certificate', 'tls', 'tlsv13 alert certificate required'],
    ['reset', 'reset', 'ECONNRESET'],
  ])('tells why there is no answer: %s', (call, kind, says) => {
    const { response, transport } = only(readWith(newman, recording('newman-json', call)));
    expect(response).toBeUndefined();
    expect(transport).toMatchObject({ kind, says });
  });

  it('reads URLs in every form of the collection format', () => {
    expect(postmanUrl('https://api.example.com/v1?a=1')).toBe('https://api.example.com/v1?a=1');
    const parts = { protocol: 'http', host: 'localhost', port: '8080', path: '/v1/x' };
    const query = [{ key: 'a', value: '1' }, { key: 'b', disabled: true, value: '2' }, { key: 'c' }];
    expect(postmanUrl({ ...parts, query })).toBe('http://localhost:8080/v1/x?a=1&c');
    expect(postmanUrl({ raw: '{{host}}/v1' })).toBe('{{host}}/v1');
    expect(postmanUrl(7)).toBeUndefined();
  });

  it('reads what is left of a report that is cut off', () => {
    const capture = recording('newman-json', 'payfield');
    const { exchanges, problems } = readWith(newman, capture.slice(0, capture.indexOf('"assertions": [')));
    expect(exchanges[0]?.response?.status).toBe(422);
    expect(problems).toEqual(['The JSON is cut off; what stands before was read.']);
  });

  it('leaves other JSON alone', () => {
    expect(sniffWith(newman, '{"collection":{"item":[]},"run":{"executions":[]}}')).toBe(0);
    expect(sniffWith(newman, recording('axios-json', 'axys'))).toBe(0);
  });
});
