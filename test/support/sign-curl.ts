import { spawn } from 'node:child_process';
import { errdoctor, folderWith } from '../cli/built.js';
import { startHttp } from './servers.js';
import { bodyOf, type WireRequest } from './signed-requests.js';
import type { SignedCase } from './signing-vectors.js';

/** What `sign --curl` printed for a request, and the request that the printed command sent. */
export interface CurlRun {
  readonly code: number | null;
  readonly script: string;
  readonly stderr: string;
  /** Its URL with the host of the recorded one; none where the command was refused. */
  readonly arrived?: WireRequest;
}

const KEY = 'ERRDOCTOR_KEY';

/** Has a request signed anew for a server on loopback, and runs the printed command. */
export async function runCurl(scheme: string, { request, secretBase64 }: SignedCase): Promise<CurlRun> {
  const secret = Buffer.from(secretBase64, 'base64').toString();
  const [pack = '', id] = scheme.split('/');
  const arrived: WireRequest[] = [];
  const [origin = ''] = /^https?:\/\/[^/?]*/.exec(request.url) ?? [];
  const server = await startHttp((message, response, body) => {
    const raw = message.rawHeaders;
    arrived.push({
      method: message.method ?? '',
      url: `http://127.0.0.1:${server.port}${message.url}`,
      headers: raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : [])),
      bodyBase64: body.toString('base64'),
    });
    response.writeHead(200).end();
  });
  try {
    const url = `http://127.0.0.1:${server.port}${request.url.slice(origin.length)}`;
    // Both tell that nothing was left out.
    const own = [['Host', `127.0.0.1:${server.port}`] as const, ['Connection', 'keep-alive'] as const];
    const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
    const added = own.filter(([name]) => !names.has(name.toLowerCase()));
    const headers = [...added, ...request.headers].map(([name, value]) => ({ name, value }));
    const capture = JSON.stringify({ request: { method: request.method, url, headers } });
    const cwd = folderWith({ 'capture.json': capture, body: bodyOf(request) });
    const words = [
      'sign',
      'capture.json',
      '--data',
      'body',
      '-p',
      pack,
      '--secret-env',
      `${id}=${KEY}`,
      '--curl',
    ];
    const { code, stdout: script, stderr } = await errdoctor(words, { cwd, env: { [KEY]: secret } });
    if (code !== 0) return { code, script, stderr };
    const masked = new Map([...script.matchAll(/REQUEST_SECRET_\d+/g)].map(([name]) => [name, 'example']));
    await inBash(script, { ...credentialsOf(request), ...Object.fromEntries(masked), [KEY]: secret });
    return { code, script, stderr, arrived: arrived[0] as WireRequest };
  } finally {
    await server.close();
  }
}

/** Every header's value in the variable that stands for it where it is a credential. */
function credentialsOf({ headers }: WireRequest): Record<string, string> {
  return Object.fromEntries(
    headers.map(([name, value]) => [name.toUpperCase().replace(/[^A-Z\d]+/g, '_'), value]),
  );
}

function inBash(script: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { PATH = '', http_proxy: _, ...rest } = process.env;
  const child = spawn('bash', ['-s'], { env: { ...rest, ...env, PATH, no_proxy: '*' } });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  child.stdout.resume();
  child.stdin.end(script);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0 && told === '') resolve();
      else reject(new Error(`exit ${code}: ${told}\n${script}`));
    });
  });
}
