import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { secretSettings } from '../../src/mask-for.js';
import { diagnose } from '../../src/diagnose.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { redactInput } from '../../src/redact/redact-input.js';
import { loaded, sources } from '../support/packs.js';

const settings = secretSettings([...loaded.packs.values()].map((pack) => pack.settings));

/** What must not differ between a capture and its copy: the causes, their order, their certainty, and what became of the call. */
function verdicts(input: Input, provider?: string): unknown {
  return readInput(input, formats).exchanges.map((exchange) => {
    const recognised = diagnose(exchange, loaded);
    const diagnosis = recognised.pack || !provider ? recognised : diagnose(exchange, loaded, { provider });
    return {
      provider: diagnosis.pack?.settings.id,
      outcome: diagnosis.outcome,
      faults: diagnosis.faults.map(({ causes }) =>
        causes.map(({ candidate, certainty }) => `${certainty} ${candidate.rule.id}`),
      ),
      notes: diagnosis.notes.map(({ rule }) => rule.id),
      ruledOut: diagnosis.ruledOut.map(({ pack, number }) => pack.rules.at(number)?.id),
    };
  });
}

function expectSameDiagnosis(name: string, bytes: Uint8Array, provider?: string): void {
  const input = new Input(name, bytes);
  const copy = redactInput(input, settings);
  const again = new Input(name, copy);
  expect(verdicts(again, provider)).toEqual(verdicts(input, provider));
  expect(Buffer.from(redactInput(again, settings)).equals(copy), 'a copy of the copy differs').toBe(true);
}

describe('a redacted copy leads to the same diagnosis', () => {
  it.each(
    sources.flatMap(({ id: pack, rules }) =>
      rules.flatMap(({ id, rule }) =>
        [...rule.examples.fires, ...rule.examples.silent].map(
          (example) => [`${id}: ${example.name}`, example.http, pack === 'http' ? undefined : pack] as const,
        ),
      ),
    ),
  )('%s', (name, http, pack) => expectSameDiagnosis(name, Buffer.from(http), pack));

  const root = fileURLToPath(new URL('../..', import.meta.url));
  const captures = ['examples', 'test/fixtures'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .filter((path) => isCapture(join(root, path))),
  );
  it.each(captures)('%s', (path) => expectSameDiagnosis(path, readFileSync(join(root, path))));
});

function isCapture(path: string): boolean {
  try {
    return readInput(new Input(path, readFileSync(path)), formats).exchanges.length > 0;
  } catch {
    return false;
  }
}
