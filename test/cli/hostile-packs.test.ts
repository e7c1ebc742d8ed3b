import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, type Outcome } from './built.js';

const template = fileURLToPath(new URL('../../rules/_template', import.meta.url));
const sound = readFileSync(join(template, 'clock-drift.yaml'), 'utf8');

/** A call that names the pack, so that its rules are consulted. */
const call = (code: string) =>
  [
    '> GET /v1/charges HTTP/1.1',
    '> Host: api.acmepay.example',
    '> X-Acmepay-Time: 1789993180',
    '>',
    '< HTTP/1.1 401 Unauthorized',
    '< Date: Mon, 21 Sep 2026 12:26:40 GMT',
    '< content-type: application/json',
    '<',
    JSON.stringify({ acmepay: 'error', fault: { id: code, text: `constructor said ${code}` } }),
  ].join('\n');

/** The template's pack with further files, as a stranger might send it. */
function packWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const rules = emptyFolder();
  cpSync(template, join(rules, 'acmepay'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(rules, 'acmepay', name), content);
  return rules;
}

/** What is typed to use a pack: none of it may break, hang or steer the terminal. */
async function everyUse(rules: string, code = 'REQUEST_EXPIRED'): Promise<Record<string, Outcome>> {
  const words = {
    analyze: ['-', '--rules', rules, '--all'],
    explain: ['explain', 'acmepay', '--rules', rules],
    list: ['rules', 'list', 'acmepay', '--rules', rules],
    lint: ['rules', 'lint', rules],
    test: ['rules', 'test', rules],
  };
  const outcomes: Record<string, Outcome> = {};
  for (const [use, line] of Object.entries(words)) {
    const outcome = await errdoctor(line, { input: call(code) });
    expect([0, 1], `${use}: ${outcome.code} ${outcome.stderr}`).toContain(outcome.code);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be printed
    expect(outcome.stdout + outcome.stderr).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
    outcomes[use] = outcome;
  }
  expect(outcomes.analyze?.stdout).toContain('Acmepay API');
  return outcomes;
}

const manyKeys = Array.from({ length: 9_000 }, (_, index) => `k${index}: 1`).join('\n');
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
  .split('')
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`)
  .join('')}`;

describe('a file of a stranger’s pack is refused, with its place, when it', () => {
  it.each([
    ['is larger than anybody writes', 'x'.repeat(10_000_000), /evil\.yaml:1:1: is larger than 64 KiB/],
    ['is a bomb of aliases', bomb, /evil\.yaml:2:\d+: uses the alias \*a/],
    ['is nested deeply in brackets', '['.repeat(60_000), /evil\.yaml:1:\d+: is nested too deeply/],
    [
      'is nested deeply in dashes',
      `title: x\nwhen:\n  ${'- '.repeat(500)}x`,
      /evil\.yaml:3:\d+: is nested too/,
    ],
    ['asks for a function', 'title: !!js/function "process.exit(7)"', /evil\.yaml:1:8: Unresolved tag/],
    ['asks for an object', 'title: !<tag:yaml.org,2002:js/undefined> x', /evil\.yaml:1:8: Unresolved tag/],
    [
      'names __proto__',
      `${sound}\n__proto__: { fallback: true }`,
      /evil\.yaml:\d+:1: no member can be named/,
    ],
    [
      'names what it may not',
      `${sound}\nconstructor: 1`,
      /evil\.yaml:1:1: the file must not have the member constructor/,
    ],
    ['repeats a member', `${sound}\ntitle: A second title of the rule`, /evil\.yaml:\d+:1: has two members/],
    ['has very many members', manyKeys, /evil\.yaml:1:1: /],
    ['holds an escape sequence', 'title: \u001b[2Jgone', /evil\.yaml:1:1: holds a character that does not/],
    [
      'writes one in YAML',
      'a: 1\ntitle: "\\e]0;owned\\a"',
      /evil\.yaml:2:8: holds a character that does not/,
    ],
    ['turns text around', 'title: "\\u202Etxt.exe"', /evil\.yaml:1:8: holds a character that does not/],
    ['writes over a line', 'title: "fine\\rnot"', /evil\.yaml:1:8: holds a character that does not/],
    ['is binary', new Uint8Array([0, 159, 146, 150]), /evil\.yaml:1:1: holds a character/],
    ['has a message of gaps', sound.replace(/^when:.*$/m, 'when: { message: "* * *" }'), /no literal word/],
    [
      'has an endless message',
      sound.replace(/^when:.*$/m, `when: { message: "${'* x '.repeat(10_000)}" }`),
      /evil\.yaml:\d+:7: a message template has more than 500 characters/,
    ],
  ])('%s', { timeout: 300_000 }, async (_, content, says) => {
    const { lint, analyze } = await everyUse(packWith({ 'evil.yaml': content }));
    expect(lint?.code).toBe(1);
    expect(lint?.stdout).toMatch(says);
    expect(analyze?.stderr).toMatch(says);
  });

  it.skipIf(process.platform === 'win32')('leads to another file or is none', async () => {
    const elsewhere = emptyFolder();
    writeFileSync(join(elsewhere, 'private.yaml'), 'note: errdoctor example of a private text\n');
    const rules = packWith({});
    symlinkSync(join(elsewhere, 'private.yaml'), join(rules, 'acmepay', 'link.yaml'));
    symlinkSync(elsewhere, join(rules, 'linked-folder'));
    symlinkSync('/dev/zero', join(rules, 'acmepay', 'zero.yaml'));
    mkdirSync(join(rules, 'acmepay', 'folder.yaml'));
    execFileSync('mkfifo', [join(rules, 'acmepay', 'pipe.yaml')]);
    const { lint, analyze } = await everyUse(rules);
    expect(lint?.stdout).toMatch(/link\.yaml:1:1: is a link, which is not followed/);
    expect(lint?.stdout).toMatch(/linked-folder:1:1: is a link, which is not followed/);
    expect(lint?.stdout).toMatch(/zero\.yaml:1:1: is a link/);
    expect(lint?.stdout).toMatch(/folder\.yaml:1:1: is not a plain file/);
    expect(lint?.stdout).toMatch(/pipe\.yaml:1:1: is not a plain file/);
    expect(lint?.stdout + String(analyze?.stderr)).not.toContain('private text');
  });

  it('has a name that steers the terminal, or none that an id could hold', async () => {
    const rules = packWith({ '\u001b[2J.yaml': sound, 'Clock Drift.yaml': sound });
    mkdirSync(join(rules, 'evil\u001b[31m'));
    const { lint } = await everyUse(rules);
    expect(lint?.stdout.match(/is no name for a part of an id/g)?.length).toBe(3);
  });
});

describe('a sound file of a stranger’s pack', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'may use %s, which every object has',
    async (code) => {
      const rules = packWith({ 'evil.yaml': sound.replace('REQUEST_EXPIRED, status', `${code}, status`) });
      const { explain } = await everyUse(rules, code);
      expect(explain?.stdout).toContain('acmepay/evil');
      expect((await errdoctor([code, '--rules', rules])).code).toBe(0);
    },
  );

  it('may match messages with them', async () => {
    const when = 'when: { message: "constructor said {code}" }';
    await everyUse(packWith({ 'evil.yaml': sound.replace(/^when:.*$/m, when) }));
  });

  it('may explain what explains it', async () => {
    const explains = (id: string) =>
      sound.replace(/^explains:.*$/m, `explains: [acmepay/${id}, acmepay/clock-drift]`);
    const rules = packWith({ 'one.yaml': explains('two'), 'two.yaml': explains('one') });
    const { analyze } = await everyUse(rules);
    expect(analyze?.stdout).toMatch(/acmepay\/(?:one|two|clock-drift)/);
  });

  it('is told the line of each fault that only reading them together shows', async () => {
    const faulty = sound
      .replace('fact: timestamp.age, above: 300, yes', 'fact: timestamp.agee, above: 300, yes')
      .replace('explains: [http/unauthorized]', 'explains: [http/unauthorised]')
      .replace('gate: signature', 'gate: nowhere')
      .replace('{timestamp.sent} has', '{timestamp.snt} has')
      .replace('fact: timestamp.sent, is: absent', 'fact: history.last.nothing, is: absent');
    const { lint } = await everyUse(packWith({ 'clock-drift.yaml': faulty }));
    const lineOf = (part: string) => faulty.split('\n').findIndex((line) => line.includes(part)) + 1;
    for (const [part, says] of [
      ['timestamp.agee', 'there is no fact named timestamp.agee'],
      ['explains:', 'refers to http/unauthorised, which does not exist'],
      ['history.last.nothing', 'the pack remembers nothing named nothing'],
      ['gate: nowhere', 'the pack has no gate "nowhere"'],
      ['{timestamp.snt}', 'a text names the fact timestamp.snt, which does not exist'],
    ] as const)
      expect(lint?.stdout).toMatch(new RegExp(`clock-drift\\.yaml:${lineOf(part)}:\\d+: ${says}`));
  });
});

describe('a stranger’s stand-in', () => {
  it('is told the line of each fault', async () => {
    const settings = readFileSync(join(template, 'pack.yaml'), 'utf8');
    const faulty = `${settings}
simulate:
  refuses:
    - { cause: acmepay/signature-refused, if: { fact: server.signature, isnt: right } }
    - { cause: acmepay/key-unknown, if: { fact: server.knows.api-key, is: false } }
    - { cause: acmepay/clock-drift, if: { fact: timestamp.widow, is: past } }
`;
    const { stdout } = await errdoctor(['rules', 'lint', packWith({ 'pack.yaml': faulty })]);
    expect(stdout).toMatch(
      /pack\.yaml:\d+:\d+: simulate: refers to acmepay\/key-unknown, which does not exist/,
    );
    expect(stdout).toMatch(/pack\.yaml:\d+:\d+: simulate: there is no fact named timestamp\.widow/);
  });
});

describe('a stranger’s signing scheme', () => {
  it('is refused with its place when its parts hold each other', async () => {
    const settings = readFileSync(join(template, 'pack.yaml'), 'utf8');
    const circle = settings.replace(
      /^ {4}message:$/m,
      '    parts: { one: { part: two }, two: { join: "", of: [{ part: one }, { part: one }] } }\n    message:',
    );
    const rules = packWith({ 'pack.yaml': circle });
    const { code, stdout } = await errdoctor(['rules', 'lint', rules]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /pack\.yaml:\d+:\d+: signatures\.request\.parts\.two\.of\.0: the part one holds itself/,
    );
    const analyze = await errdoctor(['-', '--rules', rules], { input: call('REQUEST_EXPIRED') });
    expect(analyze.stderr).toContain('holds itself');
  });
});
