import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosed, recording, recordings } from '../support/clients.js';
import { CLIENTS } from './clients/clients.js';
import { recordClients } from './clients/record.js';

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-recorded-'));
/** Those whose programs npm brings; the others need packages of Debian and are recorded by hand. */
const names = CLIENTS.filter(({ debian }) => !debian).map(({ name }) => name);

beforeAll(() => recordClients(folder, names));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the clients of today print what their recordings say', () => {
  it('every recording has its client', () => {
    const recorded = new Set(recordings().map(({ client }) => client));
    expect(CLIENTS.map(({ name }) => name).sort()).toEqual([...recorded].sort());
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  it.each(recordings().filter(({ client }) => names.includes(client)))(
    '$client tells of $call',
    ({ client, call }) => {
      const fresh = readFileSync(join(folder, client, `${call}.txt`), 'utf8');
      expect(diagnosed(fresh)).toEqual(diagnosed(recording(client, call)));
    },
  );
});
