import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Served } from '../../src/simulate/server.js';
import { runCurl } from '../support/curl.js';
import { Calling } from './calling.js';

const served: Served[] = [];
let calling: Calling;
beforeAll(async () => {
  calling = await Calling.start('axys', { maxBodyBytes: 1000, served: (call) => served.push(call) });
});
afterAll(() => calling.close());

const curl = async (...words: string[]) => {
  const { stdout, exit } = await runCurl(['-sS', '-i', '--max-time', '10', ...words]);
  return { text: stdout.toString(), exit };
};
const url = (path = '/v2/cardholders') => `http://127.0.0.1:${calling.simulator.port}${path}`;
const key = () => [
  ...Object.entries(calling.credentials()).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  ...['-H', 'Content-Type: application/json'],
];

/** What the server sends back for these bytes until it closes the connection. */
function raw(bytes: string, to = calling): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(to.simulator.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}

describe('HTTP as clients speak it', () => {
  it('a chunked body, 100-continue and HEAD', async () => {
    const chunked = await curl(
      ...key(),
      '-H',
      'Transfer-Encoding: chunked',
      '-d',
      '{"firstName":"Ada"}',
      url(),
    );
    expect(chunked.text).toContain('"firstName":"Ada"');
    const expecting = await curl(...key(), '-H', 'Expect: 100-continue', '-d', '{"a":1}', url());
    expect(expecting.text).toMatch(/^HTTP\/1.1 100 Continue[\s\S]*HTTP\/1.1 200 OK/);
    const head = await curl(...key(), '-I', url('/v2/cardholders/10532'));
    expect(head.text).toMatch(/HTTP\/1.1 200 OK[\s\S]*content-length: [1-9]/i);
    expect(head.exit).toBe(0);
  });

  it('a body above the limit, announced or not', async () => {
    const large = 'x'.repeat(5000);
    for (const headers of [[], ['-H', 'Transfer-Encoding: chunked'], ['-H', 'Expect: 100-continue']])
      expect((await curl(...key(), ...headers, '-d', large, url())).text).toContain('HTTP/1.1 413');
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ])('%s', async (_what, bytes, status) => {
    expect(await raw(bytes)).toContain(`HTTP/1.1 ${status}`);
  });

  it('a client that never ends its request', async () => {
    const impatient = await Calling.start('axys', { requestSeconds: 0.2 });
    expect(await raw('POST /v2/cardholders HTTP/1.1\r\nHost: a\r\nContent-', impatient)).toContain(
      'HTTP/1.1 408',
    );
    await impatient.close();
  });

  it('survives bytes of no encoding in names, values and bodies', async () => {
    await raw(
      'GET /v2/\xff%ff%00 HTTP/1.1\r\nHost: \xfe\r\nX-API-Key: \xff\xfe\r\nX-Simulate: \xe2\x28\r\nConnection: close\r\n\r\n',
    );
    await raw(
      'POST /v2/cardholders HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\n\xff\xfe\xfd',
    );
    expect((await curl(...key(), url())).text).toContain('HTTP/1.1 200');
  });
});

describe('what is wished for', () => {
  it('overrides every check', async () => {
    const { text } = await curl('-H', 'X-Simulate: axys/internal-error', url());
    expect(text).toContain('HTTP/1.1 500');
    expect(text).toContain('"status":"error"');
  });

  it('is told from what nobody knows', async () => {
    const { text } = await curl('-H', 'X-Simulate: internal-eror', url());
    expect(text).toContain('HTTP/1.1 400');
    expect(text).toMatch(/x-simulate-error: .*Did you mean (?:axys\/)?internal-error/i);
  });

  it('may be no answer at all, or half of one', async () => {
    const reset = await curl('-H', 'X-Simulate: reset', url());
    expect(reset.exit).toBe(56);
    const cut = await curl('-H', 'X-Simulate: close-early', url());
    expect(cut.exit).toBe(18);
    const hung = await runCurl(['-sS', '--max-time', '0.3', '-H', 'X-Simulate: hang', url()]);
    expect(hung.exit).toBe(28);
  });
});

it('the log tells of each call what refused it', () => {
  expect(served.some(({ cause, status }) => cause === 'axys/internal-error' && status === 500)).toBe(true);
  expect(served.some(({ status, request }) => status === 431 && !request)).toBe(true);
});
