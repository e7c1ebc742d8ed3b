import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Format, UnreadableInput } from '../../src/input/format.js';
import { formats as allFormats } from '../../src/input/formats.generated.js';
import har from '../../src/input/formats/har.js';
import jsonBody from '../../src/input/formats/json-body.js';
import ndjson from '../../src/input/formats/ndjson.js';
import requestResponse from '../../src/input/formats/request-response.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { sources } from '../support/packs.js';

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
      surest: 1,
      sniff: () => 1,
      read() {
        throw new UnreadableInput('there is nothing');
      },
    };
    const input = new Input('-', Buffer.from('{"ok":false}'));
    expect(readInput(input, [boasting, jsonBody]).format).toBe('JSON body');
    expect(() => readInput(input, [boasting])).toThrow('It looks like boasting: there is nothing');
  });

  test('that cannot win is not asked, nor one that is not needed any more', () => {
    const asked: string[] = [];
    const claiming = (name: string, surest: number, sure: number): Format => ({
      name,
      example: '',
      surest,
      sniff: () => {
        asked.push(name);
        return sure;
      },
      read: () => ({ exchanges: [], problems: [] }),
    });
    const input = new Input('-', Buffer.from('{"ok":false}'));
    const chosen = readInput(input, [
      claiming('last', 0.1, 0.1),
      claiming('as sure', 0.8, 0.8),
      claiming('modest', 1, 0.8),
      claiming('silent', 0.9, 0),
    ]);
    expect(chosen.format).toBe('as sure');
    expect(asked).toEqual(['modest', 'silent', 'as sure']);
  });

  test('is never surer than it promises', () => {
    const captures = sources.flatMap(({ rules }) =>
      rules.flatMap(({ rule }) => rule.examples.fires.map(({ http }) => http)),
    );
    for (const capture of captures) {
      const input = new Input('-', Buffer.from(capture));
      for (const format of allFormats) expect(format.sniff(input)).toBeLessThanOrEqual(format.surest);
    }
  });

  test('that breaks is not passed over', () => {
    const broken: Format = {
      name: 'broken',
      example: '',
      surest: 1,
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
