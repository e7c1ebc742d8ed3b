import { outputFormats } from '../report/formats.generated.js';
import type { Option } from './command.js';
import { readTime } from './read-moment.js';
import { UsageError } from './usage-error.js';

/** Options that every command understands. */
export const everywhere: readonly Option[] = [
  { flags: '--rules <dir>', summary: 'read more rule packs from here', repeatable: true },
  { flags: '--color <when>', summary: 'use colours', choices: ['auto', 'always', 'never'] },
  { flags: '-q, --quiet', summary: 'no notes on standard error' },
  { flags: '-v, --verbose', summary: 'say more when something breaks' },
];

/** What the user may state besides, or instead of, a capture. */
export const statements: readonly Option[] = [
  { flags: '-p, --provider <id>', summary: 'the API that answered; skips recognition', known: 'packs' },
  { flags: '--env <name>', summary: 'environment that the credentials belong to: sandbox, production, …' },
  { flags: '--status <n>', summary: 'HTTP status of the answer', read: readStatus },
  { flags: '--code <code>', summary: 'error code in the answer' },
  { flags: '--message <text>', summary: 'error message in the answer' },
  { flags: '--method <method>', summary: 'method of the request', read: readMethod },
  { flags: '--url <url>', summary: 'URL of the request', read: readUrl },
  {
    flags: '--now <time>',
    summary: 'time to compare with when the answer has no Date header',
    read: readTime,
  },
];

/** Options of the commands that read captures. */
export const choosing: readonly Option[] = [
  { flags: '--entry <n>', summary: 'only this exchange of a capture that holds several', read: readEntry },
];

/** Files with what a capture lacks of the request. */
export const requestFiles: readonly Option[] = [
  { flags: '--request <file>', summary: 'the request that the capture lacks: HTTP text, a curl command, …' },
  { flags: '--data <file>', summary: 'the exact body of the request, which curl -v leaves out' },
];

/** How a connection of our own is made. */
export const access: readonly Option[] = [
  { flags: '--cert <file>', summary: 'client certificate to show (PEM)' },
  { flags: '--key <file>', summary: 'its private key (PEM), where that is not in the same file' },
  { flags: '--cacert <file>', summary: 'authorities to trust, in place of the usual ones (PEM)' },
];

/** Where a server of ours listens. */
export const port: Option = {
  flags: '--port <n>',
  summary: 'port on 127.0.0.1 (default: any that is free)',
  read: readPort,
};

/** Where the secret of a signature is; never the secret itself, which would stay in the shell's history. */
export const secrets: readonly Option[] = [
  {
    flags: '--secret-env <name>',
    summary: 'variable that holds the signing secret; SCHEME=NAME for one scheme alone',
    repeatable: true,
    perScheme: true,
  },
  {
    flags: '--secret-file <file>',
    summary: 'file that holds the signing secret; SCHEME=FILE for one scheme alone',
    repeatable: true,
    perScheme: true,
  },
];

/** The API's own description, which exchanges are held against. */
export const description: Option = {
  flags: '--openapi <file>',
  summary: 'description of the API (OpenAPI 3.0 or 3.1) to hold the exchange against',
};

/** How the mistake behind a wrong signature is looked for. */
export const signatureSearch: readonly Option[] = [
  { flags: '--string-to-sign <file>', summary: 'what your program logged before it signed; needs no secret' },
  { flags: '--depth <n>', summary: 'simultaneous signing mistakes to try (default: 3)', read: readDepth },
  { flags: '--timeout <s>', summary: 'seconds after which the search gives up', read: readSeconds },
];

/** The address that calls come from, and what it is held against. */
export const callingAddress: readonly Option[] = [
  { flags: '--ip <addr>', summary: 'the address that the provider sees' },
  { flags: '--echo <url>', summary: 'a service that tells that address; none is asked by itself' },
  { flags: '--cert <file>', summary: 'client certificate, of which one name has to be confirmed' },
  { flags: '--names <list>', summary: 'these names instead, with commas between' },
  {
    flags: '--allowlist <file>',
    summary: 'addresses registered at the provider: one, a block or a range a line',
  },
  { flags: '--resolver <addr[:port]>', summary: "resolver to ask (default: the system's)" },
];

/** `-o` of a command that can write its result to a file. */
export function output(summary: string): Option {
  return {
    flags: '-o, --output <file>',
    summary,
    commandLineOnly: 'what writes a file is said where it is run',
  };
}

/** Options of the commands that capture calls themselves. */
export const saving: readonly Option[] = [
  {
    flags: '--save-har <file>',
    summary: 'save what was captured as HAR, with secrets replaced',
    commandLineOnly: 'what writes a file is said where it is run',
  },
  {
    flags: '--save-secrets',
    summary: 'save whole values with --save-har, keys and all',
    commandLineOnly: 'it is said each time that secrets are saved',
  },
];

/** Options of every command that prints diagnoses. */
export const reporting: readonly Option[] = [
  {
    flags: '-f, --format <name>',
    summary: 'form of the report (default: text)',
    choices: Object.keys(outputFormats),
  },
  {
    flags: '--json',
    summary: 'short for --format json',
    commandLineOnly: 'write "format: json"',
  },
  output('write the report to a file'),
  { flags: '--all', summary: 'also numbers, every factor and all that was ruled out' },
  {
    flags: '--limit <n>',
    summary: 'failures shown in full before text becomes a summary (default: 10)',
    read: readLimit,
  },
  { flags: '--exit-zero', summary: 'exit 0 whatever was diagnosed' },
];

function readStatus(text: string): number {
  if (!/^[1-5]\d\d$/.test(text)) throw new UsageError('Expected an HTTP status such as 403.');
  return Number(text);
}

/** A token (RFC 9110, section 9.1); those in use are letters and hyphens. */
function readMethod(text: string): string {
  if (!/^[A-Za-z][A-Za-z-]{0,31}$/.test(text)) throw new UsageError('Expected an HTTP method such as POST.');
  return text.toUpperCase();
}

/** An absolute URL, or the path alone. */
function readUrl(text: string): string {
  if (!/^(?:https?:\/\/[^\s/]|\/)\S*$/i.test(text))
    throw new UsageError('Expected a URL such as https://api.example.com/v1/x.');
  return text;
}

function readEntry(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('Expected the number of an exchange, from 1 on.');
  return Number(text);
}

function readLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('Expected a whole number.');
  return Number(text);
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError('Expected a port from 0 to 65535.');
  return Number(text);
}

function readDepth(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new UsageError('Expected a number from 1 to 9.');
  return Number(text);
}

export function readSeconds(text: string): number {
  if (!/^(?=.*[1-9])\d{1,6}(?:\.\d{1,3})?$/.test(text)) throw new UsageError('Expected a number of seconds.');
  return Number(text);
}

/** ISO 8601 or HTTP date, or seconds or milliseconds since 1970. */
