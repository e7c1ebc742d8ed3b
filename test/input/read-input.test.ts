import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Format, UnreadableInput } from '../../src/input/format.js';
import har from '../../src/input/formats/har.js';
import jsonBody from '../../src/input/formats/json-body.js';
import ndjson from '../../src/input/formats/ndjson.js';
import requestResponse from '../../src/input/formats/request-response.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';

const formats = [har, jsonBody, ndjson, requestResponse];

function read(content: string | Uint8Array, name = 'call.txt') {
  return readInput(new Input(name, Buffer.from(content as string)), formats);
}

function complaint(content: string | Uint8Array, name?: string): string {
  try {
    read(content, name);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableInput);
    return (error as Error).message;
  }
  throw new Error('it was read');
}

const flat = '{"method":"GET","url":"https://api.example.com/","status":401}';

describe('the format', () => {
  test.each([
    ['JSON body', '{"ok":false}'],
    ['JSON body', '[{"code":"X"}]'],
    ['JSON body', '{\n  "ok": false\n}\n'],
    ['request/response JSON', flat],
    ['request/response JSON', JSON.stringify([JSON.parse(flat)], null, 2)],
    ['NDJSON', `${flat}\n${flat}\n`],
    ['NDJSON', '{"code":"X"}\n{"code":"Y"}\n'],
    ['HAR', '{"log":{"version":"1.2","creator":{},"entries":[]}}'],
    ['JSON body', '{"log":"text"}'],
  ])('%s is chosen for %j', (format, content) => {
    expect(read(content).format).toBe(format);
  });

  test('that finds nothing leaves the input to the next', () => {
    const boasting: Format = {
      name: 'boasting',
      example: '',
      sniff: () => 1,
      read() {
        throw new UnreadableInput('there is nothing');
      },
    };
    const input = new Input('-', Buffer.from('{"ok":false}'));
    expect(readInput(input, [boasting, jsonBody]).format).toBe('JSON body');
    expect(() => readInput(input, [boasting])).toThrow('It looks like boasting: there is nothing');
  });

  test('that breaks is not passed over', () => {
    const broken: Format = {
      name: 'broken',
      example: '',
      sniff: () => 1,
      read() {
        throw new TypeError('a mistake of ours');
      },
    };
    expect(() => readInput(new Input('-', Buffer.from('{}')), [broken, jsonBody])).toThrow(TypeError);
  });
});

describe('what cannot be read', () => {
  test('is said, with what was expected and what to try', () => {
    expect(complaint('', '-')).toBe(
      [
        'Standard input is empty.',
        'Expected a captured API call: HAR, JSON body, NDJSON, request/response JSON.',
        'Try: curl -sS -v https://api.example.com/… 2>&1 | errdoctor',
      ].join('\n'),
    );
    expect(complaint('hello world, this is', 'note.txt')).toMatch(
      /^note\.txt is text \(20 bytes\) that starts with "hello world, this is" and holds no HTTP exchange\.\n/,
    );
  });

  test('is named by its kind when it is binary', () => {
    expect(complaint(gzipSync('{}'))).toMatch(/^call\.txt is gzip data: unpack it first \(gunzip/);
    expect(complaint(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]))).toMatch(
      /is binary data \(8 bytes\)/,
    );
  });

  test('is never quoted where it may be a secret', () => {
    expect(complaint('psk_live_errdoctor0example1234')).not.toContain('errdoctor0');
    expect(complaint('token Q2hhcnNldEV4YW1wbGU=')).not.toContain('Q2hh');
  });

  test('never ends in anything but a reading or this sentence', () => {
    const jsonLike = fc.json().chain((json) => fc.nat(json.length).map((cut) => json.slice(0, cut)));
    const anything = fc.oneof(
      jsonLike,
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{"log":{"entries":[{', '{"request":{', '[[[{'),
    );
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        for (const content of [
          one,
          `${one}\n${other}`,
          `{"log":{"entries":[${one},${other}`,
          `{"request":${one},"response":${other}}`,
        ]) {
          try {
            expect(read(content).exchanges).toBeInstanceOf(Array);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableInput);
          }
        }
      }),
    );
  });
});
