import type { ProbeFinding } from '../finding.js';
import type { Seen } from '../probed.js';
import { callTls } from './call-tls.js';
import { clientVerdict, faultOfOwn } from './client-verdict.js';
import { exchangeOf } from './exchange-of.js';
import { factsOf } from './facts-of.js';
import { examineOwn, type OwnFiles } from './own-certificate.js';
import { readRefusal } from './refusal.js';
import { seenLines } from './seen-lines.js';
import { examineServer } from './server-certificate.js';
import { askStrictly } from './strict-client.js';
import { CURRENT, type TlsResult } from './tls-result.js';
import type { Trust } from './trust.js';

/** With which certificates a server is looked at. */
export interface TlsSetting {
  /** By which dates are judged, epoch milliseconds; the clock of this machine unless told. */
  readonly now?: number | undefined;
  readonly trust: Trust;
  /** What is said of the surroundings, such as a proxy that is not used. */
  readonly remarks?: readonly Seen[];
  readonly own?: OwnFiles | undefined;
}

export interface TlsProbeOptions extends TlsSetting {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly seconds: number;
  /** Leave out how it takes callers: nothing is asked, and a refusal is no fault. */
  readonly onlyServer?: boolean;
}

/**
 * Looks at the TLS of a server as a strict client would, but goes on where that one would end: certificates, versions,
 * and what becomes of a client certificate. Nothing is sent but handshakes and a GET of `/` without credentials.
 */
export async function probeTls(options: TlsProbeOptions): Promise<ProbeFinding> {
  const { host, port, seconds, trust, onlyServer = false } = options;
  const { now = Date.now() } = options;
  const until = Date.now() + seconds * 1000;
  const own = options.own && examineOwn(options.own, now);
  const [first, ...others] = await Promise.all([
    callTls({ host, port, until, own: own?.isUsable ? options.own : undefined, ask: !onlyServer }),
    ...CURRENT.map((version) =>
      callTls({ host, port, until, version, alpn: ['h2', 'http/1.1'], ask: false }),
    ),
  ]);
  const call =
    onlyServer && first.flight.certificates ? { ...first, failure: undefined, alert: undefined } : first;
  const sent = call.flight.certificates;
  const unfit =
    sent && (await askStrictly({ host, port, until, trust, own: own?.isUsable ? options.own : undefined }));
  const refusal = readRefusal(call.answer);
  const client = clientVerdict(call, own, refusal !== undefined);
  const agreed = [call, ...others].flatMap(({ flight: { version } }) => version ?? []);
  const result: TlsResult = {
    call,
    server: sent && examineServer(sent, host, trust.certificates, now, unfit),
    own,
    ownFault: faultOfOwn(own, client, call.flight.authorities ?? []),
    client,
    versions: [...new Set(agreed)].sort(),
    alpn: others.find(({ flight }) => flight.alpn)?.flight.alpn,
  };
  const seen = [...seenLines(result, trust.says), ...(options.remarks ?? [])];
  const target = { name: host.includes(':') ? `[${host}]` : host, port };
  return {
    probed: {
      probe: 'tls',
      target: `${target.name}:${port}`,
      seen,
      facts: factsOf(result),
      gaveUpAfterSeconds: [call, ...others].some(({ timedOut }) => timedOut) ? seconds : undefined,
    },
    input: refusal?.input,
    exchange: exchangeOf(
      result,
      target,
      refusal?.response,
      seen.some(({ verdict }) => verdict === 'bad'),
    ),
  };
}
