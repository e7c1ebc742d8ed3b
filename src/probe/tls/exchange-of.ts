import { NO_BODY } from '../../exchange/body.js';
import type { Exchange, ResponseMessage, TransportFailure } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { alertOf } from './alerts.js';
import { oneLine } from './certificate.js';
import type { OwnFault } from './own-certificate.js';
import { isCurrent, type TlsResult } from './tls-result.js';

/**
 * What a probe saw as a call that failed in the same way, for the rules that know such calls; without a request where
 * nothing failed.
 *
 * @param refusal an answer that refuses for the client certificate
 * @param hasFault whether anything that was seen is a fault
 */
export function exchangeOf(
  result: TlsResult,
  { name, port }: { readonly name: string; readonly port: number },
  refusal: ResponseMessage | undefined,
  hasFault: boolean,
): Exchange {
  const failure = failureOf(result, name);
  return {
    ...((hasFault || failure) && {
      request: {
        method: 'GET',
        url: `https://${name}${port === 443 ? '' : `:${port}`}/`,
        headers: Headers.notCaptured,
        body: NO_BODY,
      },
    }),
    response: refusal,
    transport: failure,
    connection: connectionOf(result, failure),
    hops: [],
    recorder: { name: 'errdoctor probe tls' },
    at: { spans: [] },
  };
}

const OWN_WORDS: Readonly<Partial<Record<OwnFault, string>>> = {
  unreadable: 'could not load PEM client certificate: there is none in the file',
  'key-unreadable': 'unable to set private key: there is none in PEM that can be read',
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
