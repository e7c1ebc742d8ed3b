import { describe, expect, it } from 'vitest';
import newmanCli from '../../../src/input/formats/newman-cli.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { recording } from '../../support/clients.js';

describe('the output of Newman', () => {
  it('tells method, URL and status', () => {
    const captured = readWith(newmanCli, recording('newman', 'pandabase'));
    const { request, response, recorder } = only(captured);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.pandabase.io/v2/platforms/intents' });
    expect(captured.textAt(request?.urlAt)).toBe('https://api.pandabase.io/v2/platforms/intents');
    expect(response).toMatchObject({ status: 401, reason: 'Unauthorized', body: { is: 'not-captured' } });
    expect(captured.textAt(response?.statusAt)).toBe('401');
    expect(recorder.captureMore).toContain('--reporter-json-export');
  });

  it('joins the bodies that --verbose breaks into lines', () => {
    const { request, response } = only(readWith(newmanCli, recording('newman-verbose', 'pandabase')));
    expect(bodyText(request?.body)).toBe('{"amount":2500,"currency":"USD"}');
    expect(bodyText(response?.body)).toBe(
      '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired"},"requestId":"req_errdoctor000000000000042"}',
    );
    expect(response?.body).toMatchObject({ exact: false });
  });

  it('knows a body that was clipped as cut', () => {
    const clipped = recording('newman-verbose', 'axys').replace(
      / {2}│ red"\}\n/,
      '  │ re\n  │ (showing 2.05kB/9kB)\n',
    );
    const { response } = only(readWith(newmanCli, clipped));
    expect(response?.body).toMatchObject({ is: 'cut' });
  });

  it.each([
    ['refused', 'connect'],
    ['unknown-host', 'dns'],
    ['timeout', 'timeout'],
    ['untrusted', 'tls'],
    ['client-certificate', 'tls'],
    ['reset', 'reset'],
    ['refused-twice', 'other'],
  ])('tells why there is no answer: %s', (call, kind) => {
    expect(only(readWith(newmanCli, recording('newman', call))).transport?.kind).toBe(kind);
    expect(only(readWith(newmanCli, recording('newman-verbose', call))).transport?.kind).toBe(kind);
  });

  it('reads a run of several requests, in colours too', () => {
    const coloured = recording('newman', 'axys').replace(
      /^ {2}GET (\S+)/m,
      '  \u001b[90mGET\u001b[39m \u001b[90m$1\u001b[39m',
    );
    const { exchanges } = readWith(newmanCli, coloured + recording('newman', 'timeout'));
    expect(exchanges.map(({ request }) => request?.method)).toEqual(['GET', 'POST']);
  });

  it('leaves other input alone', () => {
    expect(sniffWith(newmanCli, '  GET https://api.example.com/v1 and then nothing')).toBe(0);
    expect(sniffWith(newmanCli, recording('curl-verbose', 'axys'))).toBe(0);
  });
});
