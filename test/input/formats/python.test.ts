import { describe, expect, it } from 'vitest';
import python from '../../../src/input/formats/python.js';
import { only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('Python', () => {
  it.each([
    ['requests', 403, 'https://staging.api.axyscards.com/v2/cards?limit=50'],
    ['httpx', 403, 'https://staging.api.axyscards.com/v2/cards?limit=50'],
    ['urllib', 403, undefined],
  ])('reads the status and URL that %s tells', (client, status, url) => {
    const captured = readWith(python, recording(client, 'axys'));
    const { request, response } = only(captured);
    expect(response).toMatchObject({ status, reason: 'Forbidden', body: { is: 'not-captured' } });
    expect(captured.textAt(response?.statusAt)).toBe('403');
    expect(request?.url).toBe(url);
  });

  it('puts the URL together from the pool of urllib3, and keeps chained tracebacks one failure', () => {
    const capture = recording('requests', 'untrusted');
    expect(capture.split('Traceback').length).toBeGreaterThan(2);
    const { request, transport } = only(readWith(python, capture));
    expect(request?.url).toBe('https://api.sandbox.pandabase.io/v2/platforms');
    expect(transport?.kind).toBe('tls');
    expect(transport?.says).toMatch(/^requests\.exceptions\.SSLError: .*unable to get local issuer/);
  });

  it('names the alert of the other side', () => {
    const { connection } = only(readWith(python, recording('httpx', 'client-certificate')));
    expect(connection?.tls?.alert).toBe('certificate required');
  });

  it.each([
    ['refused', 'connect'],
    ['refused-twice', 'connect'],
    ['unknown-host', 'dns'],
    ['timeout', 'timeout'],
    ['untrusted', 'tls'],
    ['client-certificate', 'tls'],
    ['reset', 'reset'],
  ])('tells why there is no answer: %s', (call, kind) => {
    for (const client of ['requests', 'httpx', 'urllib'])
      expect(only(readWith(python, recording(client, call))).transport?.kind, client).toBe(kind);
  });

  it.each([
    [
      "aiohttp.client_exceptions.ClientResponseError: 401, message='Unauthorized', url=URL('https://api.example.com/v1')",
      401,
    ],
    ['payment failed: 402 Client Error: Payment Required for url: https://api.example.com/v1', 402],
  ])('reads a message without its traceback: %s', (line, status) => {
    const { request, response } = only(readWith(python, line));
    expect(response?.status).toBe(status);
    expect(request?.url).toBe('https://api.example.com/v1');
  });

  it('takes the exception of the library where the program raises another one', () => {
    const wrapped = `${recording('requests', 'axys')}\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "app.py", line 3, in <module>\n    raise PaymentFailed()\napp.PaymentFailed: the card could not be charged\n`;
    expect(only(readWith(python, wrapped)).response?.status).toBe(403);
  });

  it('separates tracebacks that are not chained', () => {
    const both = `${recording('requests', 'axys')}retrying\n${recording('requests', 'timeout')}`;
    const { exchanges } = readWith(python, both);
    expect(exchanges.map(({ response, transport }) => response?.status ?? transport?.kind)).toEqual([
      403,
      'timeout',
    ]);
  });

  it('leaves tracebacks of other programs alone', () => {
    const other =
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'status\'\n';
    expect(sniffWith(python, other)).toBe(0);
    expect(sniffWith(python, recording('java-apache', 'pandabase'))).toBe(0);
  });
});
