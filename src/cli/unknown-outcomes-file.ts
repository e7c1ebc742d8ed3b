import { closeSync, openSync, writeSync } from 'node:fs';
import type { UnknownOutcome } from '../report/triage-report.js';
import { UsageError } from './usage-error.js';

const COLUMNS: readonly (readonly [name: string, of: (request: UnknownOutcome) => unknown])[] = [
  ['time', ({ time }) => time],
  ['provider', ({ provider }) => provider],
  ['method', ({ method }) => method],
  ['url', ({ url }) => url],
  ['status', ({ status }) => status],
  [
    'ids',
    ({ ids }) =>
      Object.entries(ids)
        .map(([name, id]) => `${name}=${id}`)
        .join('; '),
  ],
  ['amount', ({ amount }) => amount],
  ['currency', ({ currency }) => currency],
  ['cause', ({ cause }) => cause],
  ['check', ({ check }) => check && `${check.method} ${check.url}`],
  ['look_for', ({ check }) => check?.lookFor],
  ['file', ({ source }) => source.file],
  ['line', ({ source }) => source.line],
];

/** The list of all writes whose outcome is unknown, written while it is found: CSV (RFC 4180) or NDJSON by the file's name. */
export class UnknownOutcomesFile {
  readonly #file: number;
  readonly #isCsv: boolean;

  /** @throws UsageError when it cannot be written */
  constructor(private readonly name: string) {
    this.#isCsv = /\.csv$/i.test(name);
    try {
      // Whose money moved is nobody else's business.
      this.#file = openSync(name, 'w', 0o600);
    } catch (error) {
      throw this.#unwritable(error);
    }
    if (this.#isCsv) this.#append(`${COLUMNS.map(([column]) => column).join(',')}\r\n`);
  }

  write(requests: readonly UnknownOutcome[]): void {
    if (requests.length === 0) return;
    const line = this.#isCsv ? csvLine : (request: UnknownOutcome) => `${JSON.stringify(request)}\n`;
    this.#append(requests.map(line).join(''));
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(text: string): void {
    try {
      const bytes = Buffer.from(text);
      for (let from = 0; from < bytes.length; ) from += writeSync(this.#file, bytes, from);
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #unwritable(error: unknown): UsageError {
    return new UsageError(`${this.name} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function csvLine(request: UnknownOutcome): string {
  return `${COLUMNS.map(([, of]) => cell(of(request))).join(',')}\r\n`;
}

/** A spreadsheet takes what begins with these for a formula; an apostrophe makes it text. */
function cell(value: unknown): string {
  const text = String(value ?? '').replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
