import type { Leg } from '../../wire/leg.js';

/**
 * The call of a program that showed a certificate of its own, to us alone. Where TLS failed with the server that is
 * the doing of this capture, and must not be told as a fault of the program.
 */
export function notPassedOn(leg: Leg): Leg {
  const { alert, ...tls } = leg.connection?.tls ?? {};
  if (!leg.failure || alert === undefined) return { ...leg, hidesCertificate: true };
  return {
    ...leg,
    hidesCertificate: true,
    failure: {
      kind: 'other',
      says: 'errdoctor cannot identify itself as the program does: without this capture the call may pass. Give it the same with --cert FILE and --key FILE',
    },
    connection: { ...leg.connection, tls },
  };
}
