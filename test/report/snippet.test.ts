import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/exchange/secret.js';
import type { Input } from '../../src/input/input.js';
import { createMask } from '../../src/report/mask.js';
import { snippet } from '../../src/report/text/snippet.js';
import { inputOf, positionOf } from '../support/report.js';

/** The quotation with its carets, as the reader sees it. */
function quote(input: Input, part: string, { width = 60, mask = createMask() } = {}): string[] {
  const found = snippet(input, positionOf(input, part), mask, width);
  return found ? [found.line, ' '.repeat(found.column) + '^'.repeat(found.width)] : [];
}

describe('a quotation of the input', () => {
  it('marks what it is about', () => {
    expect(quote(inputOf('first\n< status: 401\nlast'), '401')).toEqual(['< status: 401', '          ^^^']);
  });

  it('counts wide, combining and four-byte characters as a terminal does', () => {
    expect(quote(inputOf('{"日本語":"é👩","code":"x"}'), '"code"')).toEqual([
      '{"日本語":"é👩","code":"x"}',
      '                ^^^^^^',
    ]);
    expect(quote(inputOf('e\u0301e\u0301 here'), 'here')).toEqual(['e\u0301e\u0301 here', '   ^^^^']);
  });

  it('is cut around the mark on one line of 5 MB', () => {
    const side = `"filler":"${'日本'.repeat(400_000)}",`;
    const input = inputOf(`{${side}"code":"EXPIRED",${side}}`);
    expect(quote(input, 'EXPIRED', { width: 40 })).toEqual([
      '...本日本","code":"EXPIRED","filler":...',
      '                   ^^^^^^^',
    ]);
  });

  it('shows invisible characters where they matter', () => {
    expect(quote(inputOf('X-Key: abc \t\r\nnext'), 'abc \t\r')).toEqual([
      'X-Key: abc·\\t\\r',
      '       ^^^^^^^^',
    ]);
    expect(quote(inputOf('X-Key:  abc\r\nnext'), 'abc')).toEqual(['X-Key:  abc', '        ^^^']);
    expect(quote(inputOf('a\tb\u00a0c\u200bd'), 'd')).toEqual(['a b\\xa0c\\u200bd', '              ^']);
    expect(quote(inputOf('X-Key: abc\nnext'), '\n')).toEqual(['X-Key: abc\\n', '          ^^']);
  });

  it('marks one column for something of no length, also at the end', () => {
    const input = inputOf('{"a":1');
    const at = { file: input.name, line: 1, column: 7, offset: 6, length: 0 };
    expect(snippet(input, at, createMask(), 60)).toEqual({ line: '{"a":1', column: 6, width: 1 });
    expect(snippet(input, { ...at, offset: 99 }, createMask(), 60)).toBeUndefined();
  });

  it('marks the mask of a secret, with white space and quotes around it visible', () => {
    const secret = 'psk_live_errdoctor_example_0001';
    const mask = createMask([new Secret(secret)]);
    const input = inputOf(`> X-Api-Key: "${secret} "\n`);
    expect(quote(input, `"${secret} "`, { mask })).toEqual([
      '> X-Api-Key: "psk_live_…(31) "',
      '             ^^^^^^^^^^^^^^^^^',
    ]);
    expect(quote(input, 'errdoctor', { mask })[1]).toBe('              ^^^^^^^^^^^^^^');
  });

  it('shows no part of a secret, wherever the line is cut', () => {
    const secret = 'errdoctor0canary1example2longer3than4a5line';
    const mask = createMask([new Secret(secret)]);
    for (let distance = 0; distance < 90; distance++) {
      const gap = ' '.repeat(distance);
      const input = inputOf(`${secret.repeat(9)}${gap}HERE${gap}${secret}${secret}`);
      for (const width of [24, 41, 80]) {
        const [line = ''] = quote(input, 'HERE', { width, mask });
        expect(line).toContain('HERE');
        expect(line).not.toMatch(/canary|example|longer|than4|octor|5line/);
      }
    }
  });

  it('is left out when a control sequence inside a secret hides it from the mask', () => {
    const mask = createMask([new Secret('errdoctor-example-secret')]);
    expect(quote(inputOf('"errdoctor-ex\u001b[Kample-secret" HERE'), 'HERE', { mask })).toEqual([]);
  });
});
