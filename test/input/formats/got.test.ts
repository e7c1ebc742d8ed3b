import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnose.js';
import got from '../../../src/input/formats/got.js';
import { only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';
import { loaded } from '../../support/packs.js';

describe('got', () => {
  it('reads a printed error: the options that were sent, and the status in the message', () => {
    const captured = readWith(got, recording('got-print', 'pandabase'));
    const { request, response } = only(captured);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.pandabase.io/v2/platforms/intents',
    });
    expect(captured.textAt(request?.headers.get('x-request-timestamp')?.at)).toBe('1790000000');
    expect(request?.headers.proveAbsence('x-api-key')).toBe(true);
    expect(request?.headers.proveAbsence('host')).toBe(false);
    expect(request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(response?.status).toBe(401);
    expect(captured.textAt(response?.statusAt)).toBe('401');
    expect(response?.body.is).toBe('not-captured');
  });

  it('knows from JSON, which lacks the message, that an answer came and was an error', () => {
    const exchange = only(readWith(got, recording('got-json', 'pandabase')));
    expect(exchange.transport).toBeUndefined();
    expect(exchange.response).toMatchObject({ isError: true, body: { is: 'not-captured' } });
    expect(exchange.response?.status).toBeUndefined();
    expect(diagnose(exchange, loaded).outcome).toBe('failed');
  });

  it('reads method and URL from the message where the options are not shown', () => {
    const message =
      'HTTPError: Request failed with status code 409 (Conflict): PUT https://api.example.com/v1/x';
    const stack = '    at Request.<anonymous> (file:///app/node_modules/got/dist/source/core/index.js:1:1)';
    const { request, response } = only(readWith(got, `${message}\n${stack}\n`));
    expect(request).toMatchObject({ method: 'PUT', url: 'https://api.example.com/v1/x' });
    expect(response?.status).toBe(409);
  });

  it.each([
    ['refused', 'connect', 'connect ECONNREFUSED 203.0.113.3:443'],
    ['refused-twice', 'connect', 'ECONNREFUSED'],
    ['unknown-host', 'dns', 'getaddrinfo ENOTFOUND api.pandabase.example'],
    ['timeout', 'timeout', "Timeout awaiting 'request' for 500ms"],
    ['untrusted', 'tls', 'unable to verify the first certificate'],
    ['client-certificate', 'tls', 'tlsv13 alert certificate required'],
    ['reset', 'reset', 'socket hang up'],
  ])('tells why there is no answer: %s', (call, kind, says) => {
    const { request, transport } = only(readWith(got, recording('got-print', call)));
    expect(transport?.kind).toBe(kind);
    expect(transport?.says).toContain(says);
    expect(request?.url).toMatch(/^https:\/\//);
    expect(only(readWith(got, recording('got-json', call))).transport?.kind).toBe(kind);
  });

  it('leaves the input of others alone', () => {
    expect(sniffWith(got, recording('axios-print', 'pandabase'))).toBe(0);
    expect(sniffWith(got, recording('fetch', 'refused'))).toBe(0);
    expect(sniffWith(got, '{"options":{"throwHttpErrors":')).toBe(0);
  });
});
