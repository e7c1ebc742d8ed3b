import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { type Loopback, startLoopback } from './loopback.js';
import { bareCurl, errdoctorCurl, type Place, type Ran } from './run.js';

/** With this nothing of errdoctor's own is left on the standard streams. */
const SILENT = ['-q', '-o', 'report.txt'];

let server: Loopback;
beforeAll(async () => {
  server = await startLoopback();
});
afterAll(() => server.close());

export interface Both {
  readonly ours: Ran;
  readonly bare: Ran;
  /** The folders in which they ran. */
  readonly folders: readonly [ours: string, bare: string];
}

/** What both did with the same words (`URL` is the server), each in a folder of its own with these files. */
export async function both(
  words: readonly string[],
  { files = {}, ...place }: Place & { files?: Readonly<Record<string, string | Uint8Array>> } = {},
): Promise<Both> {
  const folders = [emptyFolder(), emptyFolder()] as const;
  for (const folder of folders)
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const given = words.map((word) => word.replace('URL', server.url));
  const ours = await errdoctorCurl(SILENT, given, { ...place, cwd: folders[0] });
  const bare = await bareCurl(given, { ...place, cwd: folders[1] });
  return { ours, bare, folders };
}

/** A body with line breaks of both kinds and bytes that are no text. */
export const MIXED = Buffer.from('one\r\ntwo\n\0\x7f\xff'.repeat(40), 'latin1');

/** Text with a character for each byte; addresses in memory, ports of this side and times are others each time. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/0x[\da-f]{9,}/g, '0x…')
    .replace(/ from \S+ port \d+/g, ' from …')
    .replace(/ after \d+ ms/g, ' after … ms');
}
