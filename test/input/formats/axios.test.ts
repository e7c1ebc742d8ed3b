import { describe, expect, it } from 'vitest';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';
import axios from '../../../src/input/formats/axios.js';
import type { Place } from '../../../src/exchange/place.js';
import { only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

const shown = (capture: string, place: Place | undefined) => {
  const input = new Input('-', Buffer.from(capture));
  const span = place && locate(input, place);
  return span && input.text(span);
};

describe('axios', () => {
  it('reads an error that console.log printed, with the head as Node sent it', () => {
    const capture = recording('axios-print', 'payfield');
    const { request, response, transport } = only(readWith(axios, capture));
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://merchant.payfield.io/api/v1/payouts',
      target: '/api/v1/payouts',
      httpVersion: '1.1',
    });
    expect(request?.headers.seen).toBe('all');
    expect(request?.headers.get('Host')?.value).toBe('merchant.payfield.io');
    expect(shown(capture, request?.headers.get('x-timestamp')?.at)).toBe('1790000000');
    expect(request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(response?.status).toBe(422);
    expect(response?.reason).toBe('Unprocessable Entity');
    expect(response?.headers.seen).toBe('all');
    // `error: [Object]` is not shown, so that the body counts as cut.
    expect(response?.body.is).toBe('cut');
    expect(transport).toBeUndefined();
  });

  it('reads a whole parsed body where console.log shows all of it', () => {
    const { response } = only(readWith(axios, recording('axios-print', 'axys')));
    expect(response?.body).toMatchObject({
      is: 'parsed',
      value: { status: 'error', message: 'No authorized IPs configured' },
    });
  });

  it('reads error.toJSON(), which has no answer but its status', () => {
    const capture = recording('axios-json', 'pandabase');
    const { request, response, recorder } = only(readWith(axios, capture));
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.pandabase.io/v2/platforms/intents',
    });
    expect(shown(capture, request?.headers.get('X-Request-Timestamp')?.at)).toBe('1790000000');
    expect(shown(capture, response?.statusAt)).toBe('401');
    expect(response?.headers.seen).toBe('some');
    expect(response?.body.is).toBe('not-captured');
    expect(recorder.captureMore).toContain('error.response');
  });

  it('knows which headers axios sent, and that Node adds others', () => {
    const { request } = only(readWith(axios, recording('axios-json', 'refused')));
    expect(request?.headers.proveAbsence('Authorization')).toBe(true);
    expect(request?.headers.proveAbsence('Host')).toBe(false);
    const withLogin = recording('axios-json', 'refused').replace('"method":', '"auth":{},"method":');
    expect(only(readWith(axios, withLogin)).request?.headers.proveAbsence('Authorization')).toBe(false);
    const unsent = recording('axios-json', 'refused').replace('"User-Agent":"axios/1.21.1",', '');
    expect(only(readWith(axios, unsent)).request?.headers.proveAbsence('Authorization')).toBe(false);
  });

  it('reads the JSON that also holds the response', () => {
    const capture = recording('axios-whole', 'pandabase');
    const { response, recorder } = only(readWith(axios, capture));
    expect(response?.headers.get('Date')?.value).toBe('Mon, 21 Sep 2026 14:13:20 GMT');
    expect(response?.body).toMatchObject({ is: 'parsed', value: { ok: false } });
    expect(recorder.name).toBe('axios (JSON with the response)');
  });

  it('reads error.response alone', () => {
    const { request, response } = only(readWith(axios, recording('axios-response', 'pandabase')));
    expect(request?.url).toBe('https://api.pandabase.io/v2/platforms/intents');
    expect(response?.status).toBe(401);
    expect(response?.body).toMatchObject({
      is: 'parsed',
      value: { ok: false, error: { code: 'TIMESTAMP_EXPIRED' } },
    });
  });

  it.each([
    ['refused', 'connect', 'connect ECONNREFUSED 203.0.113.3:443'],
    ['refused-twice', 'connect', 'ECONNREFUSED'],
    ['unknown-host', 'dns', 'getaddrinfo ENOTFOUND api.pandabase.example'],
    ['timeout', 'timeout', 'timeout of 500ms exceeded'],
    ['untrusted', 'tls', 'unable to verify the first certificate'],
    ['client-certificate', 'tls', 'tlsv13 alert certificate required'],
    ['reset', 'reset', 'socket hang up'],
  ])('tells why there is no answer: %s', (call, kind, says) => {
    for (const form of ['axios-print', 'axios-json']) {
      const { request, response, transport } = only(readWith(axios, recording(form, call)));
      expect(response).toBeUndefined();
      expect(transport?.kind, form).toBe(kind);
      expect(transport?.says, form).toContain(says);
      expect(request?.url).toMatch(/^https:\/\//);
    }
  });

  it('puts the URL together from baseURL and params', () => {
    const error = {
      name: 'AxiosError',
      message: 'Request failed with status code 404',
      config: { baseURL: 'https://api.example.com/v1/', url: '/things', params: { 'a b': 'c&d', page: 2 } },
    };
    const { request, response } = only(readWith(axios, JSON.stringify(error)));
    expect(request?.url).toBe('https://api.example.com/v1/things?a%20b=c%26d&page=2');
    expect(response?.status).toBe(404);
  });

  it('reads JSON that is cut off, and says so', () => {
    const capture = recording('axios-json', 'pandabase');
    const { exchanges, problems } = readWith(axios, capture.slice(0, capture.indexOf('"data"')));
    expect(exchanges[0]?.request?.headers.get('x-idempotency-key')?.value).toBe('order-1001');
    expect(problems).toEqual(['The JSON is cut off; what stands before was read.']);
  });

  it('reads several printed errors among other output', () => {
    const both = `starting\n${recording('axios-print', 'refused')}retrying\n${recording('axios-print', 'axys')}`;
    const { exchanges } = readWith(axios, both);
    expect(exchanges.map(({ transport, response }) => transport?.kind ?? response?.status)).toEqual([
      'connect',
      403,
    ]);
  });

  it('reads what is left of a printed error at every length', () => {
    const capture = recording('axios-print', 'payfield');
    for (let length = 0; length < capture.length; length += 97) {
      const input = new Input('-', Buffer.from(capture.slice(0, length)));
      if (axios.sniff(input) > 0) expect(axios.read(input).exchanges.length).toBe(1);
    }
  });

  it('needs neither much time nor stack for hostile input', () => {
    const deep = `AxiosError: x\n    at a {\n  config: ${'{ a: '.repeat(100_000)}`;
    expect(readWith(axios, deep).exchanges.length).toBe(1);
    const long = `AxiosError: x\n    at a {\n  config: { data: '${"\\'".repeat(1_000_000)}', a: ${'b'.repeat(1_000_000)} }\n}`;
    expect(readWith(axios, long).exchanges.length).toBe(1);
  });

  it('leaves the input of others alone', () => {
    expect(sniffWith(axios, recording('got-print', 'pandabase'))).toBe(0);
    expect(sniffWith(axios, recording('curl-verbose', 'pandabase'))).toBe(0);
    expect(sniffWith(axios, '{"error":"the axios call failed"}')).toBe(0);
  });
});
