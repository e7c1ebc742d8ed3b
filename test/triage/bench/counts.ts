import type { Shared, TriageReport } from '../../../src/report/triage-report.js';
import type { Call } from './traffic.js';

/** What can be counted of calls, whoever counts. */
export class Counts {
  exchanges = 0;
  failed = 0;
  /** Of these, writes that may have been carried out. */
  unknown = 0;
  /** Failures by status, code and host. */
  readonly symptoms = new Map<string, number>();
  readonly credentials = new Map<string, number>();
  readonly clients = new Map<string, number>();

  add({ kind, credential, client }: Call): void {
    this.exchanges++;
    count(this.credentials, credential, 1);
    count(this.clients, client, 1);
    if (kind.outcome === 'succeeded') return;
    this.failed++;
    if (kind.outcome === 'unknown') this.unknown++;
    count(this.symptoms, symptom(kind.status, kind.code, kind.api.host), 1);
  }
}

/** What a report counts. */
export function countsOf({ summary, groups, traffic, unknownOutcomes }: TriageReport): Counts {
  const counts = new Counts();
  counts.exchanges = summary.exchanges;
  counts.failed = summary.failed;
  counts.unknown = unknownOutcomes.count;
  const share = ({ credential, client }: Shared, number: number) => {
    count(counts.credentials, credential, number);
    count(counts.clients, client, number);
  };
  for (const { shared, code, count: number } of groups) {
    share(shared, number);
    count(counts.symptoms, symptom(shared.status, code, shared.host), number);
  }
  for (const { shared, count: number } of traffic) share(shared, number);
  return counts;
}

/** Where two counts differ, a sentence each. Credentials and clients have other names in a report: only their numbers are held against each other. */
export function differences(expected: Counts, found: Counts): string[] {
  const numbers = (map: ReadonlyMap<string, number>) =>
    new Map(
      [...map.values()].sort((one, other) => other - one).map((number, index) => [`${index + 1}`, number]),
    );
  const totals = ({ exchanges, failed, unknown }: Counts) =>
    new Map(Object.entries({ exchanges, failed, 'unknown outcomes': unknown }));
  return [
    ...inMaps('', totals(expected), totals(found)),
    ...inMaps('', expected.symptoms, found.symptoms),
    ...inMaps('credential ', numbers(expected.credentials), numbers(found.credentials)),
    ...inMaps('client ', numbers(expected.clients), numbers(found.clients)),
  ];
}

/** Counts by name that differ. */
export function inMaps(
  what: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])];
  return names
    .filter((name) => expected.get(name) !== found.get(name))
    .map((name) => `${what}${name}: ${found.get(name) ?? 0} in place of ${expected.get(name) ?? 0}`);
}

export function symptom(status: number | null, code: string | null, host: string | null): string {
  return `${status ?? 'no answer'} ${code ?? 'no code'} ${host ?? 'no host'}`;
}

function count(map: Map<string, number>, name: string | null | undefined, number: number): void {
  if (name != null) map.set(name, (map.get(name) ?? 0) + number);
}
