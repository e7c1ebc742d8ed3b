import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/exchange/secret.js';
import { Input } from '../../src/input/input.js';
import { createMask } from '../../src/report/mask.js';
import { undump } from '../../src/report/text/dump-rows.js';
import { snippet } from '../../src/report/text/snippet.js';
import { runCurl } from '../support/curl.js';
import { type LoopbackServer, startHttp } from '../support/servers.js';

const SECRET = `errdoctor0canary${'0123456789abcdef'.repeat(6)}end`;

let server: LoopbackServer;
beforeAll(async () => {
  server = await startHttp((_request, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end('{"error":{"code":"SIGNATURE_MISMATCH"}}');
  });
});
afterAll(() => server.close());

describe.each(['--trace', '--trace-ascii'])('a quotation of what curl %s dumped', (option) => {
  it('shows the dumped line, and no part of a secret from whichever row', async () => {
    const { stdout } = await runCurl([
      ...['-s', option, '-', '-H', `X-Signature: ${SECRET}`, '-H', 'X-Behind: last'],
      `http://127.0.0.1:${server.port}/`,
    ]);
    const input = new Input('trace.txt', stdout);
    const mask = createMask([new Secret(SECRET)]);
    const lines = new Set<string>();
    for (let offset = 0; offset < stdout.length; offset++) {
      const at = { file: input.name, line: 1, column: 1, offset, length: 1 };
      if (undump(input, offset)) lines.add(snippet(input, at, mask, 400)?.line ?? '');
    }
    expect([...lines].some((line) => /^X-Signature: …\(\d+\)$/.test(line.trim()))).toBe(true);
    expect(lines).toContain('X-Behind: last');
    for (const line of lines) expect(line).not.toMatch(/canary|0123456|cdef|63 61 6e/);
  });
});

it('leaves text alone that only looks like a row of a dump', () => {
  const input = new Input('log.txt', Buffer.from('2026: first\n2027: 41 42 43\n'));
  expect(undump(input, 8)).toBeUndefined();
});
