import type { Probed } from '../probe/probed.js';
import type { DiagnosisReport, ProbeReport } from './diagnosis.js';

/** What probes saw, for the report; nothing where none was run. */
export function probeReports(probed: readonly Probed[] | undefined): Pick<DiagnosisReport, 'probes'> {
  if (!probed || probed.length === 0) return {};
  return {
    probes: probed.map(({ probe, target, seen, gaveUpAfterSeconds }) => ({
      probe,
      target,
      seen: seen.map(({ what, is, verdict }) => ({ what, is, ...(verdict && { verdict }) })),
      gaveUpAfterSeconds: gaveUpAfterSeconds ?? null,
    })),
  };
}

/** `probe tls api.example.com:443`. */
export function probeWords({ probe, target }: ProbeReport): string {
  return target === '' ? `probe ${probe}` : `probe ${probe} ${target}`;
}

/** That the time limit was hit. */
export function limitWords({ gaveUpAfterSeconds }: ProbeReport): string | undefined {
  return gaveUpAfterSeconds === null
    ? undefined
    : `gave up after ${gaveUpAfterSeconds} s (--timeout); what was not seen by then is unknown`;
}
