import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { emptyFolder } from '../support/empty-folder.js';
import { type LoopbackServer, startHttp2 } from '../support/servers.js';
import { both, MIXED, textOf } from './both.js';

let certificates: Certificates;
let secure: LoopbackServer;
beforeAll(async () => {
  certificates = makeCertificates();
  secure = await startHttp2(certificates.server, (_request, response) => {
    response.sendDate = false;
    response.end('answer');
  });
});
afterAll(async () => {
  await secure.close();
  certificates.remove();
});

const OPTIONS = '# what to do\nsilent\nshow-error\n-v\nheader = "X-Example: \\"quoted\\" -v"\n';

describe('a trace that the user asked for is what curl itself writes', () => {
  it.each([
    ['options from standard input', '-sS -K - URL/echo'],
    ['-v', '-sv URL/refused'],
    ['-v in a cluster', '-sSvXPUT URL/ok'],
    ['-v with times taken off', '-sv --trace-time --no-trace-time URL/ok'],
    ['-v of a failure', '-v -sS http://127.0.0.1:1/'],
    ['-v of an upload', '-sSv -T data.bin URL/ok'],
    ['-v of redirects and several URLs', '-sSvL URL/moved URL/ok'],
    ['-v taken back', '-sSv --no-verbose URL/ok'],
    ['-v to a file of messages', '-sSv --stderr messages.txt http://127.0.0.1:1/ URL/ok'],
    ['messages in the output', '-sSv --stderr - http://127.0.0.1:1/'],
    ['--trace to the output', '-sS --trace - URL/refused'],
    ['--trace-ascii to the output', '-sS --trace-ascii - -d @data.bin URL/ok'],
    ['--trace-ascii to standard error', '-sS --trace-ascii % -d @data.bin URL/ok'],
    ['--trace to a file', '-sS --trace trace.txt -d @data.bin URL/ok'],
    ['--trace-ascii to a file', '-sS --trace-ascii trace.txt -d @data.bin URL/ok'],
    ['a file that cannot be opened', '-sS --trace nowhere/trace URL/ok'],
    ['messages for a file that cannot be opened', '-sSv --stderr nowhere/messages URL/ok'],
    [
      'the last trace of two, with the warning',
      '-v --trace trace.txt -S URL/refused -o body.txt --no-progress-meter',
    ],
    ['options from a file', '-K options.txt URL/ok'],
  ])('%s', async (_, line) => {
    const { ours, bare, folders } = await both(line.split(' '), {
      files: { 'data.bin': MIXED, 'options.txt': OPTIONS },
      input: 'verbose\ndata = "sent"\n',
    });
    expect(textOf(ours.stderr)).toBe(textOf(bare.stderr));
    expect(textOf(ours.stdout)).toBe(textOf(bare.stdout));
    expect(ours.exit).toBe(bare.exit);
    for (const name of ['trace.txt', 'messages.txt', 'body.txt'].filter((one) => line.includes(one))) {
      const [ourFile, itsFile] = folders.map((folder) => textOf(readFileSync(join(folder, name))));
      expect(ourFile).toBe(itsFile);
      expect(itsFile).not.toBe('');
    }
  });

  it('of a connection with TLS and HTTP/2', async () => {
    const words = [
      '-sSv',
      '--http2',
      '--cacert',
      certificates.ca.certFile,
      `https://localhost:${secure.port}/`,
    ];
    const { ours, bare } = await both(words);
    // Signatures in a handshake have one length or another.
    const comparable = (bytes: Buffer) => textOf(bytes).replace(/\[\d+ bytes data\]/g, '[… bytes data]');
    expect(comparable(bare.stderr)).toContain('TLS handshake, Certificate');
    expect(comparable(ours.stderr)).toBe(comparable(bare.stderr));
    expect(textOf(ours.stdout)).toBe('answer');
  });

  it('what .curlrc asks for', async () => {
    const HOME = emptyFolder();
    writeFileSync(join(HOME, '.curlrc'), 'silent\nverbose\n');
    const { ours, bare } = await both(['URL/ok'], { env: { HOME } });
    expect(textOf(bare.stderr)).toContain('*   Trying');
    expect(textOf(ours.stderr)).toBe(textOf(bare.stderr));
    const without = await both(['-q', '-s', 'URL/ok'], { env: { HOME } });
    expect(textOf(without.ours.stderr)).toBe('');
  });
});
