import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import curlCommand from '../../../src/input/formats/curl-command.js';
import { cmdWords, shellWords } from '../../../src/input/shell/words.js';
import { bodyText, sniffWith } from '../../support/captured.js';
import { toldBy } from '../../support/told.js';

const URL = 'https://api.example.com/v1/x';
const requestOf = (command: string) => toldBy(curlCommand, command).exchanges[0]?.request;
const headersOf = (command: string) =>
  requestOf(command)?.headers.list.map(({ name, value }) => `${name}: ${value}`);

describe('words of a command are those of the real shell', () => {
  test.each([
    String.raw`curl -d '{"a":"it'\''s"}' "x\"y\$z\q" a\ b ''`,
    String.raw`curl $'line\nbreak \u00fc \x41\101 \'q\' \\' "two
lines" tail`,
    'curl -H "a: b" \\\n  --data-raw \'ü\' plain"joined"\'words\'',
  ])('%s', (command) => {
    const printed = execFileSync('bash', ['-c', command.replace(/^curl/, `printf '%s\\0'`)], {
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    });
    const expected = printed.toString('latin1').split('\0').slice(0, -1);
    const { words } = shellWords(Buffer.from(command).toString('latin1'), 0);
    expect(words.map(({ text }) => text)).toEqual(['curl', ...expected]);
  });

  test('a command for cmd.exe', () => {
    const command =
      'curl ^"https://a.example/?q=100^%^25^" ^\r\n  -H ^"x: y^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\\^"b^\\^\\^\\^"c^\\^"^}^"\r\n';
    expect(cmdWords(command, 0).words.map(({ text }) => text)).toEqual([
      'curl',
      'https://a.example/?q=100%25',
      '-H',
      'x: y',
      '--data-raw',
      '{"a":"b\\"c"}',
    ]);
    expect(cmdWords('curl "https://a.example" -d "{\\"a\\":1}"', 0).words.at(-1)?.text).toBe('{"a":1}');
  });
});

describe('the request of a command', () => {
  test('with data is a POST, and has the type that curl gives it', () => {
    const command = `curl ${URL} -d '{"amount":1}' -H 'X-Key: errdoctor-example'`;
    const told = toldBy(curlCommand, command);
    const request = told.exchanges[0]?.request;
    expect(told.lines).toEqual([`POST ${URL}`]);
    expect(bodyText(request?.body)).toBe('{"amount":1}');
    expect(headersOf(command)).toEqual([
      'X-Key: errdoctor-example',
      'Content-Type: application/x-www-form-urlencoded',
    ]);
    expect(told.at(request?.headers.get('x-key')?.at)).toBe('X-Key: errdoctor-example'.slice(7));
    expect(told.at(request?.urlAt)).toBe(URL);
    expect(request?.headers.proveAbsence('authorization')).toBe(true);
    expect(request?.headers.proveAbsence('user-agent')).toBe(false);
  });

  test.each([
    [`curl -XDELETE ${URL}`, `DELETE ${URL}`],
    [`curl -sSI ${URL}`, `HEAD ${URL}`],
    [`curl --json '{}' --url ${URL} -X PUT`, `PUT ${URL}`],
    [`curl -G ${URL} -d a=1 --data-urlencode 'b=ü &'`, `GET ${URL}?a=1&b=%C3%BC%20%26`],
    ['curl api.example.com', 'GET http://api.example.com'],
    [`$ curl -o out.txt -w '%{http_code}' ${URL} | jq .`, `GET ${URL}`],
    [`PS C:\\Users\\me> curl.exe \`\n  -X PATCH \`\n  ${URL}`, `PATCH ${URL}`],
  ])('%s', (command, expected) => {
    expect(toldBy(curlCommand, command).lines).toEqual([expected]);
  });

  test('data of several options is joined, in the order given', () => {
    expect(bodyText(requestOf(`curl ${URL} -d a=1 -d b=2`)?.body)).toBe('a=1&b=2');
    expect(bodyText(requestOf(`curl ${URL} --json '{"a":' --json '1}'`)?.body)).toBe('{"a":1}');
  });

  test('credentials of -u are a header', () => {
    expect(headersOf(`curl -u errdoctor:example ${URL}`)).toEqual([
      `Authorization: Basic ${Buffer.from('errdoctor:example').toString('base64')}`,
    ]);
  });

  test('what the shell or a file adds was not captured', () => {
    const expanded = requestOf(`curl ${URL} -H "Authorization: Bearer $TOKEN" -d "{\\"a\\":$N}"`);
    expect(expanded?.headers.get('authorization')?.redacted).toBe(true);
    expect(expanded?.body.is).toBe('not-captured');
    expect(requestOf(`curl ${URL} -d @body.json`)?.body).toMatchObject({ is: 'not-captured' });
    expect(requestOf(`curl -K more.conf ${URL}`)?.headers.proveAbsence('authorization')).toBe(false);
  });

  test('no shell expands inside single quotes: the header was sent so', () => {
    const header = requestOf(`curl ${URL} -H 'Authorization: Bearer $TOKEN'`)?.headers.get('authorization');
    expect(header).toMatchObject({ value: 'Bearer $TOKEN', redacted: false });
  });

  test('JSON behind it is what it printed', () => {
    const told = toldBy(curlCommand, `$ curl ${URL} -d a=1\n{"code":"NOPE"}\n$ `);
    expect(told.lines).toEqual([`POST ${URL} {"code":"NOPE"}`]);
    expect(told.atBody(['code'])).toBe('NOPE');
  });

  test('without a URL is unreadable', () => {
    expect(() => toldBy(curlCommand, 'curl -X POST')).toThrow(UnreadableInput);
  });
});

test.each([
  [`curl ${URL}`, 0.6],
  [`me@host:~/dir$ curl -v ${URL}`, 0.6],
  ['curl: (6) Could not resolve host: x', 0],
  ['We use curl here', 0],
])('recognition: %s', (text, expected) => {
  expect(sniffWith(curlCommand, text)).toBe(expected);
});
