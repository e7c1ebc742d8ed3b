import type { Diagnosis } from '../diagnose.js';
import type { CallTime, DiagnosisReport } from './diagnosis.js';

/** The provider with what its support asks for first: which environment was called. */
export function providerReport({ pack, recognisedBy, facts }: Diagnosis): DiagnosisReport['provider'] {
  if (!pack) return null;
  const { id, name, contact } = pack.settings;
  const [byHost, stated] = [facts.fact('environment.host'), facts.fact('environment.claimed')];
  const environment =
    (byHost.is === 'known' ? byHost.value : undefined) ?? (stated.is === 'known' ? stated.value : undefined);
  return {
    id,
    name,
    recognisedBy,
    ...(environment !== undefined && { environment: String(environment) }),
    ...(contact && { contact }),
  };
}

/** When the call was made: by the server's clock, else by the recorder's, whose times of day without a date are left out. */
export function callTime({ exchange, facts }: Diagnosis): { time?: CallTime } {
  const date = facts.fact('response.header.date');
  const server = date.is === 'known' ? Date.parse(String(date.value)) : Number.NaN;
  if (isMoment(server)) return { time: { at: new Date(server).toISOString(), clock: 'server' } };
  const recorded = exchange.time?.start ?? exchange.time?.end ?? Number.NaN;
  return isMoment(recorded) ? { time: { at: new Date(recorded).toISOString(), clock: 'recorder' } } : {};
}

/** A time of day alone counts from 1970; the last moment is the latest that has an ISO form with four digits. */
function isMoment(time: number): boolean {
  return time > EARLIEST && time < LATEST;
}

const EARLIEST = Date.UTC(1991, 0);
const LATEST = Date.UTC(9999, 0);
