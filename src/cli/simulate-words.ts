import { stripControls } from '../report/strip-controls.js';
import { shellWord } from '../signing/shell-words.js';
import type { Served } from '../simulate/server.js';
import type { Simulator } from '../simulate/start.js';

/** What to do with a simulator that runs: its address, its credentials as shell variables, calls to try. */
export function greeting(
  { pack, environment, host, port, issued }: Simulator,
  { certificate, needsCertificate }: { certificate?: string | undefined; needsCertificate: boolean },
): string {
  const base = `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`;
  const credentials = issued.credentials.map((one) => ({ ...one, variable: variableOf(one.name) }));
  const trust = certificate ? ` --cacert ${shellWord([certificate])}` : '';
  const own = needsCertificate ? ' --cert CERTIFICATE --key KEY' : '';
  const headers = credentials.map(
    ({ header, scheme, variable }) =>
      ` -H ${shellWord([`${header}: ${scheme ? `${scheme} ` : ''}`, { variable }])}`,
  );
  const path = examplePath(pack);
  const secrets = issued.secrets.map(({ name, value, isMadeUp, source }) =>
    isMadeUp ? exported(variableOf(name), value) : `# ${name}: yours, from ${source}`,
  );
  const text = [
    `${pack.name}, environment ${environment}: ${base}`,
    '',
    ...credentials.map(({ name, variable, value, from }) =>
      from ? `# ${variable} (${name}): yours, from ${from}` : exported(variable, value),
    ),
    ...new Set(secrets),
    '',
    `curl -i ${base}${path}${trust}${own}${headers.join('')}`,
    ...(certificate
      ? [
          `curl -i https://${host}:${port}${path} --resolve ${host}:${port}:127.0.0.1${trust}${own}${headers.join('')}`,
        ]
      : []),
    `curl -i ${base}${path}${trust}${own} -H 'X-Simulate: 429'   # or a cause id, a code, words of a message`,
    ...(secrets.length > 0
      ? [
          `# Requests are signed: "errdoctor sign FILE --provider ${pack.id} --curl" prints a command that does it.`,
        ]
      : []),
    ...(pack.gates?.some(({ id }) => id === 'tls') && !needsCertificate
      ? ['# Client certificates are not checked: give --tls --client-ca FILE.']
      : []),
    '',
    'Ctrl-C ends it.',
    '',
  ].join('\n');
  // A pack may be a stranger's.
  return stripControls(text);
}

/** One line of the log, without secrets by name or shape left out: the caller masks it. */
export function logLine({ time, request, status, instead, cause, why }: Served): string {
  const clock = new Date(time).toISOString().slice(11, 19);
  const called = request ? `${request.method} ${request.target}` : '-';
  const because = [cause, why && `(${why})`].filter((one) => one).join(' ');
  const line = `${clock} ${called} → ${instead ?? status ?? 'no answer'}${because ? ` ${because}` : ''}`;
  return `${stripControls(line, 'join')}\n`;
}

/** How often what was answered. */
export class Tally {
  #calls = 0;
  readonly #causes = new Map<string, number>();

  count({ cause }: Served): void {
    this.#calls++;
    if (cause) this.#causes.set(cause, (this.#causes.get(cause) ?? 0) + 1);
  }

  summary(): string {
    const refused = [...this.#causes.values()].reduce((sum, one) => sum + one, 0);
    const causes = [...this.#causes]
      .sort(([, a], [, b]) => b - a)
      .map(([cause, number]) => `  ${number} ${cause}\n`);
    return `\n${this.#calls} requests, ${refused} of them with a fault\n${causes.join('')}`;
  }
}

function exported(variable: string, value: string): string {
  return `export ${variable}=${shellWord([value])}`;
}

/** `platform id` → `PLATFORM_ID`. */
function variableOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** A path that the pack names for a read, else where its paths begin. */
function examplePath({ writes = [], basePath = '/' }: Simulator['pack']): string {
  const reads = writes.flatMap(({ checkFirst }) => checkFirst.filter(({ method }) => method === 'GET'));
  return reads.find(({ url }) => /^\/[\w/.-]*$/.test(url))?.url ?? basePath;
}
