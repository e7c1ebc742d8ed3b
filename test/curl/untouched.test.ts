import { expect, describe, it } from 'vitest';
import { both, MIXED, textOf } from './both.js';
import { BIG } from './loopback.js';

describe('what curl gets and gives is what it is without errdoctor', () => {
  it.each([
    ['an answer', '-sS URL/ok'],
    ['a failed answer', '-sS URL/refused'],
    ['a failed answer with -f', '-sSf URL/refused'],
    ['a silent failure', '-s http://127.0.0.1:1/'],
    ['a failure with its message', '-sS http://127.0.0.1:1/'],
    ['heads in the output', '-sSi URL/refused'],
    ['a head alone', '-sSI URL/ok'],
    ['redirects', '-sSL URL/moved'],
    ['an answer that breaks off', '-sS URL/cut'],
    ['a packed answer', '-sS --compressed URL/packed'],
    ['a packed answer as it is', '-sS URL/packed'],
    ['what -w adds', '-sS -w %{http_code}:%{size_download}:%{num_redirects}\\n -L URL/moved'],
    ['several URLs', '-sS URL/ok URL/refused URL/echo -d x'],
    ['several operations', '-sS URL/ok --next -sS -d two URL/echo'],
    ['several operations, short', '-sS URL/ok -: -sS -d two URL/echo'],
    ['URLs behind --', '-sS -d x -- URL/echo'],
    ['a form', '-sS -F name=value -F file=@data.bin URL/ok'],
    ['an upload', '-sS -T data.bin URL/echo'],
    ['an upload that waits for 100', '-sS -H Expect:100-continue -d @data.bin URL/echo'],
    ['a body from standard input', '-sS --data-binary @- URL/echo'],
    ['an option without its value', '-sS URL/ok -H'],
    ['a beginning of an option, which older curls take', '-sS --includ URL/ok'],
    ['an unknown option', '-sS --no-such-thing URL/ok'],
    ['no URL at all', '-sS'],
    ['a URL that is none', '-sS http://[bad/'],
    ['a scheme that is none', '-sS nothing://127.0.0.1/'],
    ['its version', '--version'],
    ['its help', '-h category'],
  ])('%s', async (_, line) => {
    const { ours, bare } = await both(line.split(' '), {
      files: { 'data.bin': MIXED },
      input: 'from standard input',
    });
    expect(textOf(ours.stderr)).toBe(textOf(bare.stderr));
    expect(textOf(ours.stdout)).toBe(textOf(bare.stdout));
    expect(ours.exit).toBe(bare.exit);
  });

  it('five million bytes in both directions', async () => {
    const words = ['-sS', '--data-binary', '@big.bin', 'URL/echo'];
    const { ours, bare } = await both(words, { files: { 'big.bin': BIG } });
    expect(ours.stdout.equals(BIG)).toBe(true);
    expect(bare.stdout.equals(BIG)).toBe(true);
    expect(textOf(ours.stderr)).toBe('');
  });
});
