import type { X509Certificate } from 'node:crypto';
import { NO_BODY } from '../../exchange/body.js';
import type { Exchange, TransportFailure } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import type { ProbeFinding } from '../finding.js';
import type { Seen } from '../probed.js';
import { alertOf } from './alerts.js';
import { briefList } from './brief.js';
import { callTls } from './call-tls.js';
import { FEW_DAYS, oneLine } from './certificate.js';
import { clientVerdict, faultOfOwn } from './client-verdict.js';
import { examineOwn, type OwnFault, type OwnFiles } from './own-certificate.js';
import { readRefusal } from './refusal.js';
import { seenLines } from './seen-lines.js';
import { examineServer } from './server-certificate.js';
import { CURRENT, isCurrent, type TlsResult } from './tls-result.js';

export interface TlsProbeOptions {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly seconds: number;
  /** By which dates are judged, epoch milliseconds; the clock of this machine unless told. */
  readonly now?: number | undefined;
  readonly trusted: readonly X509Certificate[];
  /** What is said of the surroundings, such as a proxy that is not used. */
  readonly remarks?: readonly Seen[];
  readonly own?: OwnFiles | undefined;
  /** Leave out how it takes callers: nothing is asked, and a refusal is no fault. */
  readonly onlyServer?: boolean;
}

/**
 * Looks at the TLS of a server as a strict client would, but goes on where that one would end: certificates, versions,
 * and what becomes of a client certificate. Nothing is sent but handshakes and a GET of `/` without credentials.
 */
export async function probeTls(options: TlsProbeOptions): Promise<ProbeFinding> {
  const { host, port, seconds, trusted, onlyServer = false } = options;
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
  const refusal = readRefusal(call.answer);
  const client = clientVerdict(call, own, refusal !== undefined);
  const agreed = [call, ...others].flatMap(({ flight: { version } }) => version ?? []);
  const result: TlsResult = {
    call,
    server: call.flight.certificates && examineServer(call.flight.certificates, host, trusted, now),
    own,
    ownFault: faultOfOwn(own, client, call.flight.authorities ?? []),
    client,
    versions: [...new Set(agreed)].sort(),
    alpn: others.find(({ flight }) => flight.alpn)?.flight.alpn,
  };
  const name = host.includes(':') ? `[${host}]` : host;
  const seen = [...seenLines(result), ...(options.remarks ?? [])];
  const failure = failureOf(result, host);
  return {
    probed: {
      probe: 'tls',
      target: `${name}:${port}`,
      seen,
      facts: factsOf(result),
      gaveUpAfterSeconds: [call, ...others].some(({ timedOut }) => timedOut) ? seconds : undefined,
    },
    input: refusal?.input,
    exchange: {
      ...((failure || refusal || seen.some(({ verdict }) => verdict === 'bad')) && {
        request: {
          method: 'GET',
          url: `https://${name}${port === 443 ? '' : `:${port}`}/`,
          headers: Headers.notCaptured,
          body: NO_BODY,
        },
      }),
      response: refusal?.response,
      transport: failure,
      connection: connectionOf(result, failure),
      hops: [],
      recorder: { name: 'errdoctor probe tls' },
      at: { spans: [] },
    },
  };
}

const OWN_WORDS: Readonly<Partial<Record<OwnFault, string>>> = {
  unreadable: 'could not load PEM client certificate: there is none in the file',
  'key-unreadable': 'unable to set private key: it cannot be read',
  'key-needs-password': 'unable to set private key: it needs a password',
  'key-mismatch': 'unable to set private key: the private key does not match the certificate',
};

/** Where a client that checks everything would have ended: at its own files, at the handshake, or at a certificate. */
function failureOf({ call, own, server, versions }: TlsResult, host: string): TransportFailure | undefined {
  const unusable = own?.fault && OWN_WORDS[own.fault];
  if (unusable) return { kind: 'tls', says: unusable };
  if (!call.flight.version) return call.failure;
  if (!versions.some(isCurrent))
    return {
      kind: 'tls',
      says: `unsupported protocol: the server takes nothing newer than ${versions.at(-1)}`,
    };
  if (server?.objection) return { kind: 'tls', says: `${server.objection} (${host})` };
  return call.failure;
}

function connectionOf(
  { call, server, own, alpn }: TlsResult,
  failure: TransportFailure | undefined,
): Exchange['connection'] {
  const { flight, peer, alert } = call;
  if (!peer) return undefined;
  const asked = flight.authorities !== undefined;
  return {
    peer,
    ...(flight.version !== undefined && {
      tls: {
        version: flight.version,
        alpn,
        serverSubject: server && oneLine(server.leaf.subject),
        serverIssuer: server && oneLine(server.leaf.issuer),
        serverNotAfter: server?.leaf.validTo,
        serverVerified: server && server.is === 'accepted',
        verifyError: server?.objection,
        clientCertificateRequested: flight.certificates ? asked : undefined,
        clientCertificateSent: own && !own.isUsable ? undefined : asked ? own !== undefined : undefined,
        // Where a strict client ends the call itself, it never comes to an alert of the server.
        alert: alert !== undefined && failure === call.failure ? alertOf(alert).name : undefined,
      },
    }),
  };
}

function factsOf(result: TlsResult): Readonly<Record<string, unknown>> {
  const { call, server, own, ownFault, client, versions, alpn } = result;
  return {
    ...(server && {
      'tls.serverCertificate': server.is,
      'tls.chain': server.chain.is,
      'tls.intermediateMissing': server.chain.is === 'incomplete',
      'tls.names': briefList(server.names),
      'tls.daysLeft': server.dates.daysLeft,
      'tls.endsSoon': server.is === 'accepted' && server.dates.daysLeft < FEW_DAYS,
    }),
    ...(versions.length > 0 && { 'tls.versions': versions.join(', '), 'tls.alpn': alpn }),
    ...(client !== 'unknown' && { 'tls.clientCertificate': client }),
    ...(call.flight.authorities && { 'tls.authorities': briefList(call.flight.authorities, '; ') }),
    ...(own && {
      'tls.ownCertificate': ownFault,
      'tls.ownFault': ownFault !== undefined && own.isUsable,
      'tls.ownRefused': client === 'refused',
      'tls.ownIssuer': own.issuers[0],
      'tls.ownMissingNames': briefList(own.missingNames),
      ...(own.dates && {
        'tls.ownDates': own.dates.says,
        'tls.ownDaysLeft': own.dates.daysLeft,
        'tls.ownEndsSoon': own.dates.is === 'valid' && own.dates.daysLeft < FEW_DAYS,
      }),
    }),
  };
}
