import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import bodyBytes from '../../../src/signing/mistakes/body-bytes.js';
import { named, variantsOf } from '../family.js';

const of = (body: string, material = {}) => variantsOf(bodyBytes, { body: true }, body, { material });

describe("changes of the body's bytes", () => {
  it.each([
    ['{}', '{}\n', 'body-file-newline: a line break at the end'],
    ['{}', '{}\r\n', 'body-file-newline: CR LF at the end'],
    ['{}\n', '{}', 'body-file-newline: the line break at its end dropped'],
    ['{\r\n"a":1}\r\n', '{\r\n"a":1}', 'body-file-newline: the line break at its end dropped'],
    ['{\r\n"a":1}\n', '{"a":1}', 'body-file-newline: its line breaks dropped, as curl -d @file does'],
    ['a\r\nb', 'a\nb', 'body-crlf: LF for CR LF'],
    ['a\nb\r\nc', 'a\r\nb\r\nc', 'body-crlf: CR LF for LF'],
    ['{}', '\xef\xbb\xbf{}', 'body-bom: after a byte-order mark'],
    ['\xef\xbb\xbf{}', '{}', 'body-bom: without its byte-order mark'],
    ['"\xc3\xa9\xe2\x82\xac"', '"\xe9?"', 'body-charset: Latin-1'],
    ['"\xc3\xa9"', '"?"', 'body-charset: ASCII, with ? for other characters'],
    ['"\xf0\x9f\x98\x80"', '"??"', 'body-charset: ASCII, with ?? for emoji'],
    ['"\xc3\xa9"', '"\0\xe9\0"\0', 'body-charset: UTF-16'],
    ['{}', '{\0}\0', 'body-charset: UTF-16'],
    ['"\xc3\xa9"', '"\xc3\x83\xc2\xa9"', 'body-charset: UTF-8 that was encoded twice'],
    ['"\xe9"', '"\xef\xbf\xbd"', 'body-lossy-decode: '],
    ['{"a":1}', 'eyJhIjoxfQ==', 'body-base64-gateway: in base64'],
    ['eyJhIjoxfQ==', '{"a":1}', 'body-base64-gateway: decoded from base64'],
  ])('%j was signed as %j: %s', (sent, signed, expected) => {
    expect(named(of(sent), signed)).toContain(expected);
  });

  it('may be the content coding', () => {
    const wireBody = gzipSync('{}').toString('latin1');
    expect(named(of('{}', { wireBody }), wireBody)).toEqual(['body-gzip: ']);
  });

  it('need a body', () => {
    expect(of('')).toEqual([]);
  });
});
