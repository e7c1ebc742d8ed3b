import { readdirSync, readFileSync } from 'node:fs';
import { diagnose } from '../../src/diagnose.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { loaded } from './packs.js';

const FOLDER = new URL('../fixtures/clients/', import.meta.url);

/** What a real client printed of a call (recorded by test/full/clients/record.ts). */
export function recording(client: string, call: string): string {
  return readFileSync(new URL(`${client}/${call}.txt`, FOLDER), 'utf8');
}

/** The clients that were recorded, and the calls of each. */
export function recordings(): { client: string; call: string }[] {
  return readdirSync(FOLDER).flatMap((client) =>
    readdirSync(new URL(`${client}/`, FOLDER)).map((file) => ({ client, call: file.replace(/\.txt$/, '') })),
  );
}

/** How a capture was read, and the leading cause of every fault of every exchange in it. */
export function diagnosed(capture: string): { format: string; causes: (string | undefined)[] } {
  const { format, exchanges } = readInput(new Input('-', Buffer.from(capture)), formats);
  const causes = exchanges.flatMap((exchange) =>
    diagnose(exchange, loaded).faults.map((fault) => fault.causes[0]?.candidate.rule.id),
  );
  return { format, causes };
}
