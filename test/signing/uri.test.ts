import aws4 from 'aws4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeForm, decodeUri, encodePath, normalizePath, percentEncode } from '../../src/signing/uri.js';

const bytes = fc
  .uint8Array({ maxLength: 40 })
  .map((array) => String.fromCharCode(...array))
  .filter((text) => text.length > 0);

describe('percent-encoding', () => {
  it('keeps the unreserved characters of RFC 3986 and writes the rest byte by byte in upper case', () => {
    expect(percentEncode("AZaz09-._~ !*'()/:+%é", 'rfc3986')).toBe(
      'AZaz09-._~%20%21%2A%27%28%29%2F%3A%2B%25%E9',
    );
    expect(percentEncode('\n\x00\xc3\xa9', 'rfc3986')).toBe('%0A%00%C3%A9');
  });

  it('writes a form as URLSearchParams does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [, value] = new URLSearchParams({ a: text }).toString().split('=');
        expect(percentEncode(Buffer.from(text).toString('latin1'), 'form')).toBe(value);
      }),
    );
  });

  it('agrees with encodeURIComponent where both keep the same characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const strict = encodeURIComponent(text).replace(
          /[!'()*]/g,
          (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(percentEncode(Buffer.from(text).toString('latin1'), 'rfc3986')).toBe(strict);
      }),
    );
  });

  it('decodes what it encoded, whatever the bytes', () => {
    fc.assert(
      fc.property(bytes, (text) => {
        expect(decodeUri(percentEncode(text, 'rfc3986'))).toBe(text);
        expect(decodeForm(percentEncode(text, 'form'))).toBe(text);
      }),
    );
  });

  it('leaves invalid escapes and plus signs alone', () => {
    expect(decodeUri('100%+%2+%zz%c3%A9')).toBe('100%+%2+%zz\xc3\xa9');
    expect(decodeForm('a+b%2Bc')).toBe('a b+c');
  });
});

describe('encodePath', () => {
  it('encodes once from the decoded form', () => {
    expect(encodePath('/v1/a b/%61(1)/x:y%2Fz', 'once')).toBe('/v1/a%20b/a%281%29/x%3Ay%2Fz');
    expect(encodePath('//a/./b/', 'once')).toBe('//a/./b/');
  });

  it('encodes what was sent once more', () => {
    expect(encodePath('/v1/a%20b', 'twice')).toBe('/v1/a%2520b');
    // A client that sends the @ of /@connections bare signs %40, not %2540.
    expect(encodePath('/@connections/abc%3D', 'twice')).toBe('/%40connections/abc%253D');
    expect(encodePath('//a/./b/../c/', 'twice')).toBe('/a/c/');
  });

  it('takes an empty path for the root', () => {
    expect(encodePath('', 'once')).toBe('/');
    expect(encodePath('', 'twice')).toBe('/');
  });

  it('changes nothing when it encodes its own output once', () => {
    fc.assert(
      fc.property(bytes, (path) => {
        const once = encodePath(path, 'once');
        expect(encodePath(once, 'once')).toBe(once);
        expect(decodeUri(encodePath(once, 'twice'))).toBe(normalizePath(once));
      }),
    );
  });

  it.each([
    ['s3', 'once', '/bucket/a%20b/%C3%A9/(1)/x:y/~_-.'],
    ['s3', 'once', '/bucket//./a/../b/'],
    ['execute-api', 'twice', '/stage/a%20b/%C3%A9/x:y/@z/~_-.'],
    ['execute-api', 'twice', '/stage//a/./b/../c/'],
    ['execute-api', 'twice', '/'],
  ] as const)('agrees with an independent signer: %s %s %s', (service, times, path) => {
    expect(encodePath(path, times)).toBe(canonicalLines(service, path)[1]);
  });
});

function canonicalLines(service: string, path: string): string[] {
  const signer = new aws4.RequestSigner({ service, path, method: 'GET', host: 'api.example.com' });
  return (signer as unknown as { canonicalString(): string }).canonicalString().split('\n');
}
