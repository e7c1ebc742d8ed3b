import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecrets } from '../../src/cli/read-secrets.js';
import { readSigning } from '../../src/cli/read-signing.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, explained, folderWith, shell } from './built.js';

const SECRET = 'errdoctor/canary+"key" ä 0x77';
const PLAIN = 'whsec_errdoctorExampleCanary0123456789';

const analyze = (words: readonly string[], env: Record<string, string> = {}, cwd = emptyFolder()) =>
  errdoctor(['analyze', '-', ...words], { input: explained, env, cwd });

describe('a secret', () => {
  it('is read from variables and files, each for all schemes or for one', () => {
    const cwd = folderWith({ unix: 'one\n', windows: 'two\r\n', plain: 'three', several: 'a\nb\n\n' });
    const at = (name: string) => join(cwd, name);
    const options = {
      secretEnv: ['SHOP_SECRET', 'webhook=SHOP_SECRET'],
      secretFile: [at('unix'), `webhook-v2=${at('windows')}`, at('plain'), at('several')],
    };
    expect(readSecrets(options, { env: { SHOP_SECRET: 'ä\n' } })).toEqual([
      { value: '\u00c3\u00a4\n', source: 'the variable SHOP_SECRET' },
      { scheme: 'webhook', value: '\u00c3\u00a4\n', source: 'the variable SHOP_SECRET' },
      { value: 'one', source: `the file ${at('unix')}`, strippedNewline: '\n' },
      { scheme: 'webhook-v2', value: 'two', source: `the file ${at('windows')}`, strippedNewline: '\r\n' },
      { value: 'three', source: `the file ${at('plain')}` },
      { value: 'a\nb\n', source: `the file ${at('several')}`, strippedNewline: '\n' },
    ]);
  });

  it('comes with the other options for signatures', async () => {
    const cwd = folderWith({ 'signed.txt': 'POST\n/v1/ä' });
    const stringToSign = join(cwd, 'signed.txt');
    const io = { env: {}, onInterrupt: () => () => {} } as never;
    expect(await readSigning({}, io)).toEqual({ secrets: [], depth: 3 });
    expect(await readSigning({ stringToSign, depth: 2, timeout: 1.5 }, io)).toEqual({
      secrets: [],
      stringToSign: 'POST\n/v1/\u00c3\u00a4',
      depth: 2,
      timeoutSeconds: 1.5,
    });
  });

  it('may come out of a pipe', async () => {
    const { code, stderr } = await shell(`errdoctor - -q --secret-file <(printf '%s' '${PLAIN}')`, {
      input: explained,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it.each([
    [['--secret-env', 'SHOP_SECRET'], 'The variable SHOP_SECRET is not set, or not exported to programs.'],
    [['--secret-env', 'SHOP_SECERT2'], 'not set, or not exported to programs. Did you mean SHOP_SECRET2?'],
    [['--secret-env', 'webhook=SHOP_SECRET'], 'The variable SHOP_SECRET is not set'],
    [
      ['--secret-env', 'EMPTY_SECRET'],
      'A secret was to be read from the variable EMPTY_SECRET, which is empty.',
    ],
    [['--secret-env', 'BLANK_SECRET'], 'the variable BLANK_SECRET, which holds only white space.'],
    [['--secret-env', '$SHOP_SECRET2'], 'without a dollar sign. Write: --secret-env SHOP_SECRET2'],
    [['--secret-env', PLAIN], 'but its value was given. Write: --secret-env SHOP_SECRET2'],
    [['--secret-env', `webhook=${PLAIN}`], 'but its value was given. Write: --secret-env SHOP_SECRET2'],
    [
      ['--secret-file', 'shop.kye'],
      'There is no file shop.kye to read a secret from. Did you mean shop.key?',
    ],
    [['--secret-file', '.'], '. is a folder; --secret-file takes a file'],
    [['--secret-file', 'large.key'], 'large.key is larger than 64 KB, so it holds no secret.'],
    [['--secret-file', 'empty.key'], 'from the file empty.key, which is empty.'],
    [['--secret-file', 'blank.key'], 'from the file blank.key, which holds only white space.'],
    [['--string-to-sign', 'no.txt'], 'There is no file no.txt.'],
    [['--depth', '0'], 'Expected a number from 1 to 9.'],
    [['--timeout', '0'], 'Expected a number of seconds.'],
  ])('that cannot be read is said: %j', async (words, says) => {
    const cwd = folderWith({
      'shop.key': 'x',
      'empty.key': '',
      'blank.key': '\n',
      'large.key': 'x'.repeat(65_537),
    });
    const env = { SHOP_SECRET2: PLAIN, EMPTY_SECRET: '', BLANK_SECRET: ' ' };
    const { code, stdout, stderr } = await analyze(words, env, cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain(PLAIN.slice(6, 12));
  });

  it.each([
    PLAIN,
    'hunter2x',
    'c2VjcmV0/ZXJyZG9j+dG9yCg==',
    '5f2c9a71d04b8e36a1f0',
    'correct horse battery Staple1x2',
    'webhook=MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'kQ9r8_GKYqrT.wjUPD8',
  ])('that is given in place of its name is not repeated: %s', async (secret) => {
    for (const words of [
      ['--secret-env', secret],
      ['--secret-file', secret],
      [`--secret-env=${secret}`],
      [`--secret-file=./${secret}`],
    ]) {
      const { code, stdout, stderr } = await analyze(words);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('is not shown, because it may be the secret itself');
      expect(stderr).not.toContain(secret.replace('webhook=', '').slice(0, 6));
    }
  });

  it('may be named in .errdoctor/config.yaml, by a path from its folder', async () => {
    const cwd = folderWith({ 'shop.key': PLAIN });
    mkdirSync(join(cwd, '.errdoctor'));
    mkdirSync(join(cwd, 'deep'));
    const configure = (text: string) => writeFileSync(join(cwd, '.errdoctor/config.yaml'), text);
    const run = () => analyze([], { SHOP_SECRET: PLAIN }, join(cwd, 'deep'));

    configure('secret-env: SHOP_SECRET\nsecret-file: [shop.key, webhook=shop.key]\ndepth: 2\ntimeout: 5\n');
    expect(await run()).toMatchObject({ code: 1, stderr: '' });
    configure('secret-file: webhook=shop.kex\n');
    expect((await run()).stderr).toContain(`Did you mean ${join(cwd, 'shop.key')}?`);
    configure(`secret-env: ${PLAIN}\n`);
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain('config.yaml:1:13: a secret does not belong into this file');
  });
});

describe('a secret that was named', () => {
  const bytes = Buffer.from(SECRET);
  const forms = [
    SECRET,
    encodeURIComponent(SECRET),
    encodeURIComponent(SECRET).replaceAll('%20', '+'),
    JSON.stringify(SECRET).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
  const said = `Cannot use ${forms.join(' nor ')} for plt_errdoctor`;
  const answer = { ok: false, error: { code: 'NO_SUCH_CODE', message: said, hint: PLAIN.slice(6) } };
  const call = `> GET /v1/x?note=${forms[1]} HTTP/1.1\n> Host: api.shop.example\n> X-Note: ${SECRET}\n>\n< HTTP/1.1 400 Bad Request\n< Content-Type: application/json\n<\n${JSON.stringify(answer)}\n`;

  it.each(Object.keys(outputFormats))('stands in no output: %s', async (format) => {
    const cwd = folderWith({ 'call.txt': call, key: `"${SECRET}"\r\n`, broken: `{"x": ${SECRET}` });
    const words = ['call.txt', 'broken', '--all', '-f', format];
    const open = await errdoctor(words, { cwd });
    if (format !== 'support') expect(open.stdout).toMatch(/canary/);
    const env = { SHOP_SECRET: ` ${SECRET}`, HOOK_SECRET: PLAIN };
    for (const given of [
      ['--secret-env', 'SHOP_SECRET'],
      ['--secret-file', 'webhook=key'],
    ]) {
      const { stdout, stderr } = await errdoctor([...words, ...given, '--secret-env', 'HOOK_SECRET'], {
        cwd,
        env,
      });
      expect(stdout.length).toBeGreaterThan(100);
      for (const form of [...forms, 'canary', PLAIN.slice(6), 'errdoctor/']) {
        expect(stdout).not.toContain(form);
        expect(stderr).not.toContain(form);
      }
    }
  });
});
