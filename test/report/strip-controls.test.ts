import { describe, expect, it } from 'vitest';
import { stripControls, visibleForm } from '../../src/report/strip-controls.js';

describe('stripControls', () => {
  it.each([
    ['colours', 'a\u001b[31mred\u001b[0m', 'ared'],
    ['C1 colours', 'a\u009b31mred', 'ared'],
    ['cursor movement and clearing', '\u001b[2J\u001b[1;1Hgone\u001b[1A\u001b[K', 'gone'],
    ['window titles', '\u001b]0;an evil title\u0007text', 'text'],
    ['titles by C1', '\u009d0;an evil title\u009ctext', 'text'],
    ['links', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['device control strings', '\u001bPq#0;2;0;0;0\u001b\\text', 'text'],
    ['clipboard writes', '\u001b]52;c;ZXZpbA==\u0007text', 'text'],
    ['overwriting by CR', 'failed\rpassed', 'failed\npassed'],
    ['backspaces, NUL and BEL', 'a\b\b\u0000\u0007b', 'ab'],
    ['bidirectional overrides', 'user\u202etxt.exe\u202c \u2066x\u2069 \u200f', 'usertxt.exe x '],
    ['zero-width characters', 'a\u200bb\u200dc\u2060d\ufeffe\u00adf', 'abcdef'],
    ['tag characters', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['line separators', 'a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('removes %s', (_name, hostile, plain) => {
    expect(stripControls(hostile)).toBe(plain);
  });

  it('leaves no introducer behind when a sequence has no end', () => {
    expect(stripControls('a\u001b]0;title without end')).not.toContain('\u001b');
  });

  it('keeps line feeds, tabs and every script, or makes one line of it', () => {
    const text = 'größe\t日本語\n👩 العربية';
    expect(stripControls(text)).toBe(text);
    expect(stripControls(' a\t b\r\nc ', 'join')).toBe('a b c');
  });
});

describe('visibleForm', () => {
  it.each([
    ['\t', '\\t'],
    ['\r', '\\r'],
    ['\u00a0', '\\xa0'],
    ['\u200b', '\\u200b'],
    ['\u001b', '\\x1b'],
    ['\u202e', '\\u202e'],
    ['a', undefined],
    [' ', undefined],
    ['日', undefined],
  ])('%j', (character, expected) => expect(visibleForm(character)).toBe(expected));
});
