import { readFileSync } from 'node:fs';

/** A JSON body as it was sent, and what programs print that read it and write it again (recorded by record.ts). */
export interface RecordedBody {
  /** Who printed it. */
  readonly by: string;
  readonly wire: string;
  /** Name of a printer → its text, where it differs from the wire. */
  readonly printed: Readonly<Record<string, string>>;
}

export const recordedBodies: readonly RecordedBody[] = JSON.parse(
  readFileSync(new URL('recorded.json', import.meta.url), 'utf8'),
);
