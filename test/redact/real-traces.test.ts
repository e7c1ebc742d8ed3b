import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { redactInput } from '../../src/redact/redact-input.js';
import { undumped } from '../../src/redact/undumped.js';
import { runCurlMerged } from '../support/curl.js';
import { loaded } from '../support/packs.js';
import { type LoopbackServer, startHttp } from '../support/servers.js';

const KEYS = [
  'sk_test_errdoctorExample01',
  'errdoctor-example-key-1',
  'errdoctorexample12345678',
  'acme_live_errdoctor/example+key0',
];

/** Some lengths of the path before it, so that the key begins at different columns of a row. */
const PADDINGS = ['', '/a', '/abcdef', '/abcdefghijkl'];

let server: LoopbackServer;
beforeAll(async () => {
  server = await startHttp((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"error":{"message":"Invalid API key"}}');
  });
});
afterAll(() => server.close());

const causesOf = (bytes: Uint8Array) =>
  readInput(new Input('call', bytes), formats).exchanges.map((exchange) =>
    diagnose(exchange, loaded).faults.map(({ causes }) =>
      causes.map(({ candidate, certainty }) => `${certainty} ${candidate.rule.id}`),
    ),
  );

describe('a copy of what curl --trace wrote', () => {
  it.each(KEYS.flatMap((key) => PADDINGS.map((padding) => [key, padding] as const)))(
    'shows %s in neither column, behind %j',
    async (key, padding) => {
      const capture = await runCurlMerged([
        ...['-sS', '--trace', '-', '-H', `X-Api-Key: ${key}`, '-H', 'Content-Type: application/json'],
        ...[
          '-d',
          JSON.stringify({ amount: 25, password: key }),
          `http://127.0.0.1:${server.port}/v1${padding}`,
        ],
      ]);
      expect(undumped(capture.toString('latin1'))).toContain(key);
      const copy = Buffer.from(redactInput(new Input('call', capture), {}));
      expect(copy.toString('latin1')).not.toContain(key);
      expect(undumped(copy.toString('latin1'))).not.toContain(key);
      expect(copy.length).toBe(capture.length);
      expect(causesOf(copy)).toEqual(causesOf(capture));
    },
  );
});

describe('undumped', () => {
  it('reads the bytes of rows, whatever stands between', () => {
    expect(undumped('0000: 65 72 72 err\nand\n0010: 6f 72                   or\n')).toBe('error');
    expect(undumped('08:15: a row of a log')).toBe('');
  });
});
