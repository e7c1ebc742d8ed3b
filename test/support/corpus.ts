import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A key that must never be printed; the part behind the prefix is unmistakable. */
export const CANARY = 'sk_test_errdoctor5f2c9a71d04b8e36example';

const url = 'https://api.pandabase.io/v2/platforms/intents';
const answer =
  '{"ok":false,"error":{"code":"REFUND_WINDOW_EXPIRED","message":"It is too late for a refund of this","status":400}}';
const sent = '{"amount":2500,"currency":"USD"}';
const flat = { method: 'POST', url, status: 400, response_body: answer };
const record = JSON.stringify({ ...flat, request_headers: { authorization: `Bearer ${CANARY}` } });
const told = `POST ${url} failed with 400: ${answer}`;
const escaped = JSON.stringify(told);
const head = ['Host: api.pandabase.io', `Authorization: Bearer ${CANARY}`, `Content-Length: ${sent.length}`];
const raw = [
  'POST /v2/platforms/intents HTTP/1.1',
  ...head,
  '',
  sent,
  'HTTP/1.1 400 Bad Request',
  'Content-Type: application/json',
  `Content-Length: ${answer.length}`,
  '',
  answer,
];
const verbose = [
  '> POST /v2/platforms/intents HTTP/1.1',
  ...head.map((line) => `> ${line}`),
  '> ',
  '< HTTP/1.1 400 Bad Request',
  '< Content-Type: application/json',
  `< Content-Length: ${answer.length}`,
  '< ',
  answer,
];
const powershell = [
  'curl.exe : *   Trying 192.0.2.1:443...',
  'At line:1 char:1',
  `+ curl.exe -v ${url} 2>&1 > call.txt`,
  '+ ~~~~~~~~~~~~~~~~~',
  '    + CategoryInfo          : NotSpecified: (*   Trying 192.0.2.1:443...:String) [], RemoteException',
  '    + FullyQualifiedErrorId : NativeCommandError',
  ' ',
  '* Connected to api.pandabase.io (192.0.2.1) port 443',
  ...verbose,
].join('\r\n');
const attributes = {
  'http.request.method': 'POST',
  'url.full': url,
  'http.response.status_code': 400,
  'http.response.body.content': answer,
};
const list = Object.entries({ 'http.method': 'POST', 'http.url': url, 'http.response.body': answer }).map(
  ([key, stringValue]) => ({ key, value: { stringValue } }),
);
const cri = (tag: string, text: string) => `2026-09-21T14:13:20.123456789Z stdout ${tag} ${text}\n`;

/** One failed call of a founding provider in the forms that logs and texts have. The first is `curl -v`. */
export const corpus: Readonly<Record<string, string | Buffer>> = {
  'curl -v': `${verbose.join('\n')}\n`,
  'HTTP messages with CR LF': raw.join('\r\n'),
  'HTTP messages with LF': raw.join('\n'),
  'a curl command with what it printed': `$ curl ${url} -H 'Authorization: Bearer ${CANARY}' --json '${sent}'\n${answer}\n`,
  NDJSON: `${record}\n${record}\n`,
  'a record of winston': `{"level":"error","message":${escaped},"timestamp":"2026-09-21T14:13:20Z"}`,
  'records of pino': `{"level":30,"time":1789999580000,"pid":1,"hostname":"h","msg":"up"}\n{"level":50,"time":1789999580001,"pid":1,"hostname":"h","req":{"method":"POST","url":"${url}"},"res":{"statusCode":400,"body":${answer}},"msg":"failed"}\n`,
  'a record of bunyan': `{"name":"shop","hostname":"h","pid":1,"level":50,"err":{"message":${escaped}},"msg":${escaped},"time":"2026-09-21T14:13:20Z","v":0}`,
  docker: `{"log":${JSON.stringify(`${record}\n`)},"stream":"stdout","time":"2026-09-21T14:13:20Z"}\n`,
  'docker compose': `api-1  | starting\napi-1  | ${record}\n`,
  kubectl: `[pod/api-7d9f/api] ${record}\n`,
  'a container runtime, in parts':
    cri('P', record.slice(0, 60)) + cri('P', record.slice(60, 200)) + cri('F', record.slice(200)),
  'syslog, RFC 3164': `<34>Sep 21 14:13:20 web-1 shop[4711]: ${record}\n`,
  'syslog, RFC 5424': `<34>1 2026-09-21T14:13:20Z web-1 shop 4711 - - ${told}\n`,
  OpenTelemetry: JSON.stringify({ name: 'POST', attributes }),
  'OpenTelemetry up to 1.20': JSON.stringify({
    name: 'POST',
    attributes: [...list, { key: 'http.status_code', value: { intValue: '400' } }],
  }),
  'a ticket': `Hello,\n\nour call fails:\n${told}\n\nThanks`,
  'a ticket with JSON that is cut': `POST ${url} -> 400\n${answer.slice(0, 75)}`,
  'a line with the code alone': `POST ${url} failed with status 400 (REFUND_WINDOW_EXPIRED)`,
  'UTF-16': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(verbose.join('\r\n'), 'utf16le')]),
  PowerShell: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(powershell, 'utf16le')]),
};

const FIXTURES = 'test/fixtures';
/** Larger ones make ten thousand rounds long. */
const LARGEST = 20_000;

/** Captures that real programs recorded: clients, browsers, proxies, curl's dumps. */
export function recordings(): Buffer[] {
  const files = ['curl', 'har', ...readdirSync(join(FIXTURES, 'clients')).map((one) => join('clients', one))]
    .map((folder) => join(FIXTURES, folder))
    .filter((folder) => statSync(folder).isDirectory())
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => /(?:pandabase|reset|trace|trace-ascii)\.txt$|\.har$/.test(file))
    .filter((file) => statSync(file).size <= LARGEST);
  return files.sort().map((file) => readFileSync(file));
}
