import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCurlMerged } from '../support/curl.js';

/** One request of a curl that makes many. */
export interface Call {
  /** As `curl -v` prints it, with its body: lines with `> `. */
  readonly lines: readonly string[];
  /** What the simulator is asked for. */
  readonly wish: string;
}

/** What curl adds by itself, and what belongs to the connection. */
const NOT_SENT = /^(?:host|content-length|transfer-encoding|connection|expect):/i;
const OF_CURL = ['User-Agent', 'Accept', 'Content-Type'];

/** Where the calls go, whatever their host. */
export interface Destination {
  readonly port: number;
  /** PEM of the authority that the server's certificate is of. */
  readonly authority: string;
}

/** Makes all calls with one curl over TLS, and returns what `--trace` shows of them, standard error included. */
export async function traceCalls(calls: readonly Call[], { port, authority }: Destination): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'errdoctor-simulate-'));
  try {
    const trusted = join(folder, 'ca.pem');
    await writeFile(trusted, authority);
    const sections = await Promise.all(
      calls.map((call, index) => section(call, port, trusted, join(folder, `${index}.body`))),
    );
    const config = join(folder, 'calls.curlrc');
    await writeFile(config, sections.join('next\n'));
    return await runCurlMerged(['-sS', '--trace', '-', '-K', config]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The host that a request names. */
export function hostOf(lines: readonly string[]): string {
  return lines.find((line) => /^> host:/i.test(line))?.replace(/^> host:\s*/i, '') ?? 'localhost';
}

async function section(
  { lines, wish }: Call,
  port: number,
  trusted: string,
  bodyFile: string,
): Promise<string> {
  const texts = lines.map((line) => line.replace(/^> ?/, ''));
  const [method, target] = (texts[0] as string).split(' ') as [string, string];
  const end = texts.indexOf('');
  const headers = texts.slice(1, end < 0 ? undefined : end);
  const body = end < 0 ? '' : texts.slice(end + 1).join('\n');
  const host = hostOf(lines);
  if (body) await writeFile(bodyFile, body);
  const names = new Set(headers.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()));
  const sent = [
    ...headers.filter((line) => !NOT_SENT.test(line)).map((line) => line.replace(/:\s*$/, ';')),
    ...OF_CURL.filter((name) => !names.has(name.toLowerCase())).map((name) => `${name}:`),
    `X-Simulate: ${wish}`,
  ];
  const options: Record<string, string[] | undefined> = {
    url: [/^https?:/.test(target) ? target : `https://${host}${target}`],
    request: [method],
    header: sent,
    'connect-to': [`::127.0.0.1:${port}`],
    cacert: [trusted],
    'max-time': ['0.5'],
    output: ['/dev/null'],
    ...(body && { 'data-binary': [`@${bodyFile}`] }),
    ...(method === 'HEAD' && { head: undefined }),
  };
  const written = Object.entries(options).flatMap(([name, values]) =>
    values ? values.map((value) => `${name} = ${JSON.stringify(value)}`) : [name],
  );
  return [...written, 'globoff', 'path-as-is', ''].join('\n');
}
