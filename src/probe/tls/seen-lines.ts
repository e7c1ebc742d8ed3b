import type { Seen } from '../probed.js';
import { alertOf } from './alerts.js';
import { briefList } from './brief.js';
import { commonName, keyWords, namesIn, oneLine } from './certificate.js';
import { type ClientVerdict, isListed } from './client-verdict.js';
import type { OwnCertificate, OwnFault } from './own-certificate.js';
import { chainWords } from './server-certificate.js';
import { isCurrent, type TlsResult } from './tls-result.js';

/** What a probe of TLS saw, line by line. */
export function seenLines(result: TlsResult, trusted: string): Seen[] {
  const { call, own } = result;
  const { peer, failure, alert } = call;
  return [
    ...(peer ? [{ what: 'address', is: `${peer.address} port ${peer.port}` }] : []),
    ...serverLines(result, trusted),
    ...handshakeLines(result),
    ...(own ? ownLines(own, result) : []),
    ...clientLines(result),
    ...(alert === undefined ? [] : [{ what: 'alert', is: alertWords(alert), verdict: 'bad' as const }]),
    ...(failure && alert === undefined
      ? [{ what: 'connection', is: failure.says, verdict: 'bad' as const }]
      : []),
  ];
}

function serverLines({ call, server }: TlsResult, trusted: string): Seen[] {
  if (!server) return call.cipher ? [{ what: 'certificate chain', is: 'could not be read' }] : [];
  const { chain, dates, isForHost, leaf, names } = server;
  const whose = server.datesOf === leaf ? '' : `${commonName(server.datesOf)}: `;
  const listed =
    leaf.subjectAltName === undefined ? 'none but the common name, which most clients ignore: ' : '';
  return [
    {
      what: 'certificate chain',
      is: chainWords(server),
      verdict: verdict(chain.is === 'whole' && !server.unfit),
    },
    { what: 'trusted here', is: trusted },
    { what: 'names', is: `${listed}${briefList(names)}`, verdict: verdict(isForHost) },
    { what: 'dates', is: `${whose}${dates.says}`, verdict: verdict(dates.is === 'valid') },
    { what: 'key', is: keyWords(leaf) },
  ];
}

function handshakeLines({ call, versions, alpn }: TlsResult): Seen[] {
  if (versions.length === 0) return [];
  return [
    { what: 'versions', is: versions.join(', '), verdict: verdict(versions.some(isCurrent)) },
    ...(call.cipher ? [{ what: 'cipher', is: call.cipher }] : []),
    { what: 'ALPN', is: alpn ?? 'none agreed on' },
  ];
}

const OWN_FAULTS: Readonly<Record<OwnFault | 'issuer-not-accepted', string>> = {
  unreadable: 'the file holds no certificate in PEM',
  'key-unreadable': 'there is no key in PEM that can be read (--key FILE)',
  'key-needs-password': 'the key needs a password; the probe takes one without',
  'key-mismatch': 'the key belongs to another certificate',
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  'not-for-clients': 'its extended key usage does not allow client authentication',
  'names-missing': 'it does not name all callers',
  'issuer-not-accepted': 'the server lists no issuer of it, nor of an intermediate in the file',
};

function ownLines(own: OwnCertificate, { ownFault, call }: TlsResult): Seen[] {
  const { certificate, dates, missingNames } = own;
  const fault = ownFault && OWN_FAULTS[ownFault];
  if (!certificate) return [{ what: 'own certificate', is: fault ?? '', verdict: 'bad' }];
  const listed = isListed(own, call.flight.authorities ?? []);
  return [
    {
      what: 'own certificate',
      is: [`${oneLine(certificate.subject)}; ${keyWords(certificate)}`, ...(fault ? [fault] : [])].join('; '),
      verdict: verdict(!fault),
    },
    { what: 'own issuer', is: `${own.issuers[0]}${listed === false ? ' (the server lists others)' : ''}` },
    { what: 'own dates', is: dates?.says ?? '', verdict: verdict(dates?.is === 'valid') },
    {
      what: 'own names',
      is: [
        briefList(namesIn(certificate)),
        ...(missingNames.length > 0 ? [`missing: ${briefList(missingNames)}`] : []),
      ].join('; '),
      ...(missingNames.length > 0 && { verdict: 'bad' }),
    },
  ];
}

const CLIENT_WORDS: Readonly<Record<ClientVerdict, Pick<Seen, 'is' | 'verdict'>>> = {
  'not-asked': { is: 'not asked for' },
  optional: { is: 'asked for, and not insisted on in the handshake' },
  missing: { is: 'asked for, none was sent, and the server ended the call', verdict: 'bad' },
  taken: { is: 'asked for, and ours was taken', verdict: 'good' },
  refused: { is: 'asked for, and ours was refused', verdict: 'bad' },
  unknown: { is: 'asked for; what becomes of one did not show' },
};

function clientLines({ call: { flight }, client }: TlsResult): Seen[] {
  if (!flight.authorities)
    return client === 'not-asked' ? [{ what: 'client certificate', ...CLIENT_WORDS[client] }] : [];
  const { authorities } = flight;
  return [
    { what: 'client certificate', ...CLIENT_WORDS[client] },
    {
      what: 'accepted issuers',
      is: authorities.length === 0 ? 'the server lists none' : briefList(authorities, '; '),
    },
  ];
}

function alertWords(number: number): string {
  const { name, means } = alertOf(number);
  return `${name} (${number}): ${means}`;
}

function verdict(isGood: boolean): 'good' | 'bad' {
  return isGood ? 'good' : 'bad';
}
