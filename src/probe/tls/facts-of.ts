import { briefList } from './brief.js';
import { FEW_DAYS } from './certificate.js';
import type { TlsResult } from './tls-result.js';

/** What a probe tells rules: the facts of the group `probe-tls`, as far as they were seen. */
export function factsOf(result: TlsResult): Readonly<Record<string, unknown>> {
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
