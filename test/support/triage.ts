import { createHash } from 'node:crypto';
import { loadEngine } from '../../src/causes/engine.js';
import { exchangeOf } from '../../src/causes/run-examples.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { Input } from '../../src/input/input.js';
import type { DiagnosisReport } from '../../src/report/diagnosis.js';
import type { TriageContext } from '../../src/report/format.js';
import type {
  GroupReport,
  Histogram,
  SampleReport,
  Shared,
  TriageReport,
  UnknownOutcome,
} from '../../src/report/triage-report.js';
import { sources } from './packs.js';
import { contextWith } from './report.js';

/** 2026-09-21 00:00 UTC, in seconds. */
const MIDNIGHT = 1_789_948_800;
const MINUTE = 60;
const DAY = 1440;

export function triageContext(parts: Partial<TriageContext> = {}): TriageContext {
  const { inputs: _, ...context } = contextWith();
  return { ...context, ascii: false, ...parts };
}

/**
 * A triage of a day with so many groups: each is led by another rule, and its sample is what the engine says of that
 * rule's own example. Counts fall from group to group; everything is the same in every run.
 */
export async function triageOfExamples(count: number): Promise<TriageReport> {
  const engine = await loadEngine({ all: true });
  const groups: GroupReport[] = [];
  const rules = sources.flatMap((source) => source.rules);
  for (let index = 0; index < rules.length && groups.length < count; index += 7) {
    const { id, rule } = rules[index] as (typeof rules)[number];
    const example = rule.examples.fires[0];
    if (!example || example.history || example.facts) continue;
    const input = new Input(`logs/${id.replace('/', '-')}.txt`, Buffer.from(example.http));
    const { report } = await diagnoseInputs(engine, [{ input, exchanges: [exchangeOf(example)] }]);
    const diagnosis = report.diagnoses.at(-1);
    if (diagnosis?.causes[0]?.id === id && diagnosis.outcome !== 'succeeded')
      groups.push(groupOf(diagnosis, groups.length));
  }
  return triageWith({ groups: groups.sort((a, b) => b.count - a.count) });
}

export function triageWith(parts: Partial<TriageReport> = {}): TriageReport {
  const groups = parts.groups ?? [];
  const failed = groups.reduce((sum, group) => sum + group.count, 0);
  const unexplained = groups.reduce(
    (sum, { causes, count }) => sum + (!causes[0] || causes[0].fallback ? count : 0),
    0,
  );
  const writes = groups.filter(({ outcome }) => outcome === 'unknown').flatMap(writesOf);
  const times = evenly(40);
  return {
    schemaVersion: 1,
    errdoctor: '0.1.0',
    summary: {
      exchanges: failed + countOf(times),
      failed,
      explained: failed - unexplained,
      unexplained,
      other: 0,
      otherTraffic: 0,
      outside: 0,
      records: failed + countOf(times) + 3,
      firstSeen: timeOf(0),
      lastSeen: timeOf(DAY - 1),
    },
    unknownOutcomes: { count: writes.length, requests: writes },
    patterns: [],
    groups,
    traffic: [
      {
        id: digest('traffic'),
        shared: { ...nothingShared, provider: 'acmepay', status: 200 },
        count: countOf(times),
        firstSeen: timeOf(0),
        lastSeen: timeOf(DAY - 1),
        times,
        durations: around(14, countOf(times)),
      },
    ],
    problems: [],
    ...parts,
  };
}

export const nothingShared: Shared = {
  provider: null,
  method: null,
  route: null,
  host: null,
  credential: null,
  client: null,
  status: null,
};

/** A group whose failures come in one stretch of the day, later and fewer with each index. */
export function groupOf(diagnosis: DiagnosisReport, index: number): GroupReport {
  const { request, response, provider, causes, transport, source } = diagnosis;
  const url = URL.canParse(request?.url ?? '') ? new URL(request?.url ?? '') : undefined;
  const start = (index * 97) % (DAY - 240);
  const times = stretch(start, 30 + ((index * 53) % 200), Math.max(1, Math.round(40 / (1 + index / 2))));
  const count = countOf(times);
  const status = response?.status ?? null;
  return {
    id: digest(`group ${index}`),
    outcome: diagnosis.outcome === 'unknown' ? 'unknown' : 'failed',
    causes: causes
      .slice(0, 1)
      .map(({ id, title, certainty, fallback }) => ({ id, title, certainty, fallback })),
    explained: causes[0] !== undefined && !causes[0].fallback,
    shared: {
      provider: provider?.id ?? null,
      method: request?.method ?? null,
      route: url?.pathname ?? null,
      host: url?.host ?? null,
      credential: index % 3 === 0 ? `psk_live_…, key ${index}` : null,
      client: index % 2 === 0 ? 'acme-sdk/1.4' : null,
      status,
    },
    code: response?.code ?? null,
    message: response?.message ?? null,
    transport: transport?.kind ?? null,
    count,
    firstSeen: timeOf(times.counts[0]?.[0] ?? 0, true),
    lastSeen: timeOf(times.counts.at(-1)?.[0] ?? 0, true),
    times,
    durations: around(status === 504 || transport ? 29 : 11, count),
    samples: [
      {
        hash: digest(`sample ${index}`),
        source: { file: source.file, line: source.line },
        diagnosis,
      } satisfies SampleReport,
    ],
  };
}

function writesOf({ samples, shared, causes }: GroupReport): UnknownOutcome[] {
  const [sample] = samples;
  const diagnosis = sample?.diagnosis;
  if (!sample || !diagnosis) return [];
  return [0, 1].map((index) => ({
    time: timeOf(600 + index),
    source: { file: sample.source.file, line: index + 1 },
    provider: shared.provider,
    method: diagnosis.request?.method ?? 'POST',
    url: diagnosis.request?.url ?? null,
    ids: { order_id: `order-104${index}` },
    amount: '120.00',
    currency: 'EUR',
    status: shared.status,
    cause: causes[0]?.id ?? null,
    check: diagnosis.causes.flatMap(({ retry }) => retry.checkFirst)[0] ?? null,
  }));
}

/** The same report with a text put into every string that an input or a stranger's pack can reach. */
export function planted(report: TriageReport, text: string): TriageReport {
  const plant = (value: unknown, key: string): unknown => {
    if (OURS.has(key)) return value;
    if (typeof value === 'string') return `${value} ${text}`;
    if (Array.isArray(value)) return value.map((item) => plant(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        key === 'ids' || key === 'details' ? `${name} ${text}` : name,
        plant(item, name),
      ]),
    );
  };
  return plant(report, '') as TriageReport;
}

/** Ids, digests, words of a fixed list and times. */
const OURS = new Set(
  'errdoctor id hash kind certainty outcome when basis folded mistakes firstSeen lastSeen time provider verdict is clock at notBefore'.split(
    ' ',
  ),
);

function timeOf(minute: number, absolute = false): string {
  return new Date((absolute ? minute * MINUTE : MIDNIGHT + minute * MINUTE) * 1000).toISOString();
}

/** So many a minute around the clock, more by day. */
function evenly(perMinute: number): Histogram {
  return counted(0, DAY, (minute) => Math.round(perMinute * (1.3 - Math.cos((minute / DAY) * 2 * Math.PI))));
}

function stretch(start: number, length: number, most: number): Histogram {
  return counted(start, length, (minute) => 1 + Math.round(most * Math.sin((minute / length) * Math.PI)));
}

function counted(start: number, length: number, of: (minute: number) => number): Histogram {
  const first = MIDNIGHT / MINUTE + start;
  return { width: MINUTE, counts: Array.from({ length }, (_, minute) => [first + minute, of(minute)]) };
}

/** Durations around a step of the logarithmic ladder. */
function around(step: number, count: number): Histogram {
  const parts = [0.05, 0.2, 0.4, 0.2, 0.1, 0.05];
  return { width: 0, counts: parts.map((part, index) => [step - 2 + index, Math.ceil(part * count)]) };
}

function countOf({ counts }: Histogram): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
