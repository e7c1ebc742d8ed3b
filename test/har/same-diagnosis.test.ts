import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { harOf } from '../../src/har/write-har.js';
import { formats } from '../../src/input/formats.generated.js';
import har from '../../src/input/formats/har.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { loaded, sources } from '../support/packs.js';

/** What must not differ: the causes, their order, their certainty, and what became of the call. */
function verdict(exchange: Exchange, provider?: string): unknown {
  const recognised = diagnose(exchange, loaded);
  const diagnosis = recognised.pack || !provider ? recognised : diagnose(exchange, loaded, { provider });
  return {
    provider: diagnosis.pack?.settings.id,
    outcome: diagnosis.outcome,
    faults: diagnosis.faults.map(({ causes }) =>
      causes.map(({ candidate, certainty }) => `${certainty} ${candidate.rule.id}`),
    ),
    notes: diagnosis.notes.map(({ rule }) => rule.id),
  };
}

function expectSameDiagnosis(bytes: Uint8Array, provider?: string): void {
  const { exchanges } = readInput(new Input('call', bytes), formats);
  const calls = exchanges.filter(isCall);
  const text = JSON.stringify(harOf(calls, 0));
  const again = har.read(new Input('call.har', Buffer.from(text))).exchanges;
  expect(again.map((exchange) => verdict(exchange, provider))).toEqual(
    calls.map((exchange) => verdict(exchange, provider)),
  );
}

/** What a client of HTTP made: not a body alone, nor a delivery that a provider made. */
function isCall({ request, response, transport, delivery, hops }: Exchange): boolean {
  const answered = response ? response.status !== undefined && !response.isError : transport !== undefined;
  return Boolean(request?.method && request.url && answered && !delivery) && hops.every(isCall);
}

describe('a HAR leads to the same diagnosis as the capture it was made of', () => {
  it.each(
    sources.flatMap(({ id: pack, rules }) =>
      rules.flatMap(({ id, rule }) =>
        [...rule.examples.fires, ...rule.examples.silent].map(
          (example) => [`${id}: ${example.name}`, example.http, pack === 'http' ? undefined : pack] as const,
        ),
      ),
    ),
  )('%s', (_, http, pack) => expectSameDiagnosis(Buffer.from(http), pack));

  const root = fileURLToPath(new URL('../fixtures/curl', import.meta.url));
  const captures = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  it.each(captures.map((path) => [path.slice(root.length + 1), path] as const))('%s', (_, path) =>
    expectSameDiagnosis(readFileSync(path)),
  );
});
