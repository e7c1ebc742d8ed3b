import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/command.js';
import { helpPage } from '../../src/cli/help-page.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { UsageError } from '../../src/cli/usage-error.js';

const run = () => Promise.reject(new Error('is not run here'));
const quiet = { flags: '-q, --quiet', summary: 'say less' };
const form = { flags: '-f, --form <name>', summary: 'how it looks', choices: ['short', 'long'] };
const rules = { flags: '--rules <dir>', summary: 'read these, too', repeatable: true };
const status = {
  flags: '--status <n>',
  summary: 'the status',
  read: (text: string) => {
    if (!/^\d+$/.test(text)) throw new UsageError('Expected a number.');
    return Number(text);
  },
};
const files = { syntax: '[files...]', summary: 'what is read' };
const bare: Command = {
  name: 'read',
  summary: 'read files',
  arguments: [files],
  options: [quiet, form, rules, status],
  examples: ['errdoctor read a.txt'],
  run,
};
const curl: Command = {
  name: 'curl',
  summary: 'run curl',
  arguments: [{ syntax: '<words...>', summary: 'for curl' }],
  options: [quiet],
  passesOn: true,
  run,
};
const ask: Command = {
  name: 'ask',
  summary: `ask the network ${'again and '.repeat(12)}again`,
  commands: [{ name: 'tls', summary: 'ask a server', arguments: [{ syntax: '<host>', summary: '' }], run }],
};
const parse = (line: string) =>
  parseArguments(line.split(' ').filter(Boolean), { commands: [bare, curl, ask], bare });

describe('a command line', () => {
  it.each([
    ['', undefined, [], {}],
    ['a b', undefined, ['a', 'b'], {}],
    ['a -q b', undefined, ['a', 'b'], { quiet: true }],
    ['-q read a', 'read', ['a'], { quiet: true }],
    ['a read', undefined, ['a', 'read'], {}],
    ['-- read -q', undefined, ['read', '-q'], {}],
    ['read - -5 -.5', 'read', ['-', '-5', '-.5'], {}],
    ['read -f short', 'read', [], { form: 'short' }],
    ['read -fshort -qflong', 'read', [], { form: 'long', quiet: true }],
    ['read --form=long --status=40 --status 50', 'read', [], { form: 'long', status: 50 }],
    ['--rules a read --rules b --rules=c', 'read', [], { rules: ['b', 'c'] }],
    ['read --status 5 -- --status', 'read', ['--status'], { status: 5 }],
    ['curl -q --form https://a', 'curl', ['-q', '--form', 'https://a'], {}],
    ['-q curl -- -q a', 'curl', ['-q', 'a'], { quiet: true }],
    ['curl -q -- a -- b', 'curl', ['a', '--', 'b'], { quiet: true }],
    ['ask tls host', 'tls', ['host'], {}],
  ])('"%s" is read', (line, command, words, options) => {
    expect(parse(line)).toMatchObject({ is: 'call', arguments: words, options });
    expect(parse(line)).toMatchObject(command === undefined ? { command } : { command: { name: command } });
  });

  it.each([
    ['-h', [], false],
    ['read a --nonsense --help', ['read'], false],
    ['read -qh', ['read'], false],
    ['curl --help', ['curl'], false],
    ['help', [], false],
    ['help ask tls', ['ask', 'tls'], false],
    ['help ask dns', ['ask'], true],
    ['ask', ['ask'], true],
  ])('"%s" shows help', (line, names, failed) => {
    expect(parse(line)).toMatchObject({ is: 'help', of: names.map((name) => ({ name })), failed });
  });

  it.each(['-V', '--version', '-q --version'])('"%s" asks for the version', (line) => {
    expect(parse(line)).toEqual({ is: 'version' });
  });

  it.each([
    ['read --fomr short', "unknown option '--fomr'\n(Did you mean --form?)"],
    ['read --quiet=yes', "unknown option '--quiet=yes'\n(Did you mean --quiet?)"],
    ['-x read', "unknown option '-x'"],
    ['read --version', "unknown option '--version'"],
    ['read -f', "option '-f, --form <name>' argument missing"],
    [
      'read -f wide',
      "option '-f, --form <name>' argument 'wide' is invalid. Allowed choices are short, long.",
    ],
    ['read --status x', "option '--status <n>' argument 'x' is invalid. Expected a number."],
    ['--form short curl a', "option '--form' is not for 'curl'"],
    ['curl', "missing required argument 'words'"],
    ['curl a -- b', 'before -- stand options of errdoctor, behind it all words of the other program'],
    ['curl --form -- b', "unknown option '--form'\n(before -- stand options"],
    ['ask tsl', "unknown command 'tsl'\n(Did you mean tls?)"],
    ['ask --quiet', "unknown option '--quiet'"],
    ['ask tls', "missing required argument 'host'"],
    ['ask tls a b', "too many arguments for 'tls'. Expected 1 argument but got 2."],
  ])('"%s" is refused', (line, says) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(says);
  });
});

describe('a page of help', () => {
  it('shows words, options and examples', () => {
    expect(helpPage([bare])).toBe(`Usage: errdoctor read [options] [files...]

Read files.

Arguments:
  files              what is read

Options:
  -q, --quiet        say less
  -f, --form <name>  how it looks (choices: "short", "long")
  --rules <dir>      read these, too
  --status <n>       the status
  -h, --help         show this help

Examples:
  errdoctor read a.txt
`);
  });

  it('names commands by the way to them, in lines that fit', () => {
    const [tls] = ask.commands as [Command];
    expect(helpPage([ask, tls])).toMatch(/^Usage: errdoctor ask tls \[options\] <host>\n\nAsk a server\.\n/);
    expect(helpPage([ask])).toContain('Commands:\n  tls [options] <host>  ask a server\n');
    const long = helpPage([{ ...bare, options: [{ flags: '--x', summary: ask.summary }] }]);
    expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(long.replace(/\s+/g, ' ')).toContain(ask.summary);
  });
});
