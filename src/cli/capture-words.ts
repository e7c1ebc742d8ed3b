import { basename } from 'node:path';
import type { Runtime } from '../capture/program/runtime.js';
import { runtimes } from '../capture/program/runtimes.generated.js';

/** The runtime that a command line starts. */
export function runtimeOf([name = '']: readonly string[]): Runtime | undefined {
  const program = basename(name).replace(/\.(?:exe|cmd|bat)$/i, '');
  return runtimes.find(({ commands }) => commands.test(program));
}

/** Why nothing may have come through the proxy, and what to do. */
export function nothingCame(runtime: Runtime | undefined): string {
  const why = runtime
    ? `${runtime.name}: ${runtime.goesPast}`
    : 'What goes past it in which language, and what to do: errdoctor explain capture';
  return `no call came through the proxy. ${why}`;
}

/** What to do where a program does not trust the proxy. */
export function distrusted(runtime: Runtime | undefined): string {
  return runtime
    ? `where ${runtime.name} refuses the certificate: ${runtime.refuses}`
    : 'how each language is told whom to trust: errdoctor explain capture';
}

/** What to set in a program whose calls shall be captured on their way to a server. */
export function startWords(port: number, to: URL): string {
  const own = `http://127.0.0.1:${port}`;
  const base = to.origin + to.pathname.replace(/\/+$/, '');
  return `${own} leads to ${base}
Set it as the base URL of your program, in place of ${base}. Ctrl-C ends it.
`;
}
