import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mistakeFamilies } from '../../src/signing/mistakes.generated.js';
import { sources } from '../support/packs.js';

const all = mistakeFamilies.flatMap(({ mistakes }) => Object.entries(mistakes));
const ids = all.map(([id]) => id);

describe('the signing mistakes', () => {
  it('have their words in one family', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('read well after "Signed" and as advice, for requests and for deliveries', () => {
    const odd = all.filter(
      ([, { done, fix }]) =>
        !/^[a-z{].*[^.]$/s.test(done) || !/^[A-Z].*\.$/s.test(fix) || /\byou/i.test(done + fix),
    );
    expect(odd).toEqual([]);
  });

  it('are known by every id that the engine gives', () => {
    const folder = fileURLToPath(new URL('../../src/signing', import.meta.url));
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'));
    const subjects = new Set(ids.map((id) => id.split('-', 1)[0]));
    const used = code
      .flatMap((text) => [...text.matchAll(/'([a-z]+)-[a-z0-9-]+'/g)])
      .filter(([, subject]) => subjects.has(subject as string))
      .map(([text]) => text.slice(1, -1));
    expect([...new Set(used)].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('are what the packs name as causes', () => {
    const families = new Set(
      ids.flatMap((id) => [...id.matchAll(/-/g)].map(({ index }) => `${id.slice(0, index)}-*`)),
    );
    const unknown = sources.flatMap(({ settings: { signatures = {} } }) =>
      Object.entries(signatures).flatMap(([name, { causes }]) =>
        Object.keys(causes)
          .filter((mistake) => mistake !== '*' && !ids.includes(mistake) && !families.has(mistake))
          .map((mistake) => `${name}: ${mistake}`),
      ),
    );
    expect(unknown).toEqual([]);
  });
});
