import type { Exchange } from '../exchange/exchange.js';
import { decodedBytes } from '../exchange/body.js';
import type { DiagnosisReport } from '../report/diagnosis.js';
import type { ExperimentReport } from '../report/replay-report.js';
import { answerOf } from './compare-answers.js';
import type { VariationId } from './variations.js';

/** An answer as experiments compare it. */
export interface Observed {
  readonly exchange: Exchange;
  readonly diagnosis: DiagnosisReport;
}

export interface Experiment extends Observed {
  readonly id: VariationId;
  readonly what: string;
}

/** What changed in the answer, against that to the request as it was captured. */
export function experimentReport({ id, what, ...observed }: Experiment, base: Observed): ExperimentReport {
  const [one, other] = [traitsOf(observed), traitsOf(base)];
  const names = Object.keys(one) as (keyof Traits)[];
  const isAlike = (name: keyof Traits) =>
    name === 'length' ? isAlikeLong(one.length, other.length) : one[name] === other[name];
  return { id, what, ...one, differs: names.filter((name) => !isAlike(name)) };
}

/**
 * What the answers tell together, as facts for rules. Nothing is told where an experiment could not be made or the call
 * went through anyway; that two answers are alike proves nothing by itself.
 */
export function experimentFacts(
  experiments: readonly Experiment[],
  base: Observed,
): Readonly<Record<string, unknown>> {
  if (base.diagnosis.outcome === 'succeeded') return {};
  const by = (id: VariationId) => experiments.find((one) => one.id === id);
  const [none, wrong] = [by('no-credential'), by('wrong-credential')];
  const [plain, ipv4, ipv6] = [by('plain-user-agent'), by('ipv4'), by('ipv6')];
  const status = ({ exchange }: Observed) => exchange.response?.status;
  const answered = none && wrong && [base, none, wrong].every((one) => status(one) !== undefined);
  const family = ipv4 && ipv6 && familyThatPasses(ipv4, ipv6);
  return {
    ...(answered && {
      'experiment.credentialMatters': [none, wrong].some((one) => !isSameAnswer(one, base)),
      'experiment.credentialRecognised':
        status(base) === 403 && status(none) === 401 && status(wrong) === 401,
    }),
    ...(plain && { 'experiment.plainUserAgentPasses': passes(plain) }),
    ...(family && { 'experiment.onlyFamily': family }),
  };
}

interface Traits {
  readonly status: number | null;
  readonly code: string | null;
  readonly failed: string | null;
  readonly server: string | null;
  readonly length: number | null;
}

function traitsOf({ exchange: { response }, diagnosis }: Observed): Traits {
  return {
    ...answerOf(diagnosis),
    server: response?.headers.get('server')?.value ?? null,
    length: response ? (decodedBytes(response.body)?.length ?? 0) : null,
  };
}

/** Answers quote times and ids: only a clearly longer or shorter one is another. */
function isAlikeLong(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= Math.max(64, 0.25 * Math.max(one, other));
}

function isSameAnswer(one: Observed, other: Observed): boolean {
  const [a, b] = [answerOf(one.diagnosis), answerOf(other.diagnosis)];
  return a.status === b.status && a.code === b.code;
}

function passes({ diagnosis }: Observed): boolean {
  return diagnosis.outcome === 'succeeded' && (diagnosis.response?.status ?? 0) < 300;
}

/** The one family over which the call goes through, where the other was really tried. */
function familyThatPasses(ipv4: Observed, ipv6: Observed): 'IPv4' | 'IPv6' | undefined {
  const refused = ({ exchange }: Observed) =>
    exchange.transport
      ? !/dns|connect/.test(exchange.transport.kind)
      : (exchange.response?.status ?? 0) >= 400;
  if (passes(ipv4) && refused(ipv6)) return 'IPv4';
  return passes(ipv6) && refused(ipv4) ? 'IPv6' : undefined;
}
