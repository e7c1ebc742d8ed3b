import { map } from '../message-facts.js';
import { factsThatNeed, type Fact, type FactContext, type FactDefinition, notCollected } from '../fact.js';

/** What a handshake made on purpose shows, and no capture of a failed one. */
export default factsThatNeed('answers', {
  'tls.serverCertificate': ofServer(
    "a strict client's first objection to the server's certificate: `untrusted`, `expired`, `not-yet-valid`, `unfit` (its use, names, keys or algorithms break the rules), `other-name`, or `accepted`",
    (value) =>
      value === 'accepted' ? "the server's certificate is in order" : `the server's certificate: ${value}`,
  ),
  'tls.chain': ofServer(
    'where the certificates that the server sent lead: `whole`, `incomplete`, `unknown-issuer`, `untrusted-root`, `self-signed`, `broken`',
    (value) => `the chain of the server's certificate: ${value}`,
  ),
  'tls.intermediateMissing': ofServer(
    'whether the server sent its certificate without the intermediate that issued it',
    (value) => (value ? 'the server sends no intermediate' : 'no intermediate of the server is missing'),
  ),
  'tls.names': ofServer(
    "the names in the server's certificate",
    (value) => `the server's certificate names ${value}`,
  ),
  'tls.daysLeft': ofServer(
    "whole days until the server's certificate, or one that it depends on, ends; negative once it has",
    (value) => `${value} days are left of the server's certificate`,
  ),
  'tls.endsSoon': ofServer(
    "whether the server's certificate is in order and ends in less than 14 days",
    (value) => `the server's certificate ${value ? 'ends soon' : 'has time'}`,
  ),
  'tls.versions': ofServer(
    'the TLS versions that were agreed on, each tried by itself',
    (value) => `the server takes ${value}`,
  ),
  'tls.alpn': ofServer('what the server chose of h2 and http/1.1; absent when neither', (value) =>
    value === undefined ? 'no application protocol was agreed on' : `the server speaks ${value}`,
  ),
  'tls.clientCertificate': ofServer(
    'what the server did about a client certificate: `not-asked`, `optional`, `missing`, `taken`, `refused`',
    (value) => `client certificate: ${value}`,
  ),
  'tls.authorities': ofServer(
    'the issuers of client certificates that the server lists; empty where it lists none',
    (value) => (value === '' ? 'the server lists no issuers' : `the server accepts certificates of ${value}`),
  ),
  'tls.ownCertificate': ofOwn(
    'what is wrong with the client certificate: `unreadable`, `key-unreadable`, `key-needs-password`, `key-mismatch`, `expired`, `not-yet-valid`, `not-for-clients`, `names-missing`, `issuer-not-accepted`; absent when nothing is',
    (value) => (value === undefined ? 'your certificate is in order' : `your certificate: ${value}`),
  ),
  'tls.ownFault': {
    ...ofOwn(
      'whether the client certificate can be sent, and has a fault for which servers refuse it',
      (value) => (value ? 'your certificate has a fault of its own' : 'your certificate is in order'),
    ),
    // A probe tells both, a person the fault alone.
    get: (context) =>
      map(context.fact('tls.ownCertificate'), (fault) => !NOT_SENT.has(fault as string | undefined)),
  },
  'tls.ownRefused': ofOwn('whether the server refused the client certificate', (value) =>
    value ? 'the server refused your certificate' : 'the server did not refuse your certificate',
  ),
  'tls.ownIssuer': ofOwn('who issued the client certificate', (value) => `${value} issued your certificate`),
  'tls.ownMissingNames': ofOwn(
    'which callers the client certificate does not name',
    (value) => `your certificate does not name ${value}`,
  ),
  'tls.ownDates': ofOwn(
    'how the dates of the client certificate lie to now',
    (value) => `your certificate: ${value}`,
  ),
  'tls.ownDaysLeft': ofOwn(
    'whole days until the client certificate ends; negative once it has',
    (value) => `${value} days are left of your certificate`,
  ),
  'tls.ownEndsSoon': ofOwn(
    'whether the client certificate is valid and ends in less than 14 days',
    (value) => `your certificate ${value ? 'ends soon' : 'has time'}`,
  ),
});

/** Nothing is wrong, or the certificate cannot even be sent. */
const NOT_SENT: ReadonlySet<string | undefined> = new Set([
  undefined,
  'unreadable',
  'key-unreadable',
  'key-needs-password',
  'key-mismatch',
]);

function ofServer(means: string, says: FactDefinition['says'] & object): FactDefinition {
  return { means, says, get: (context) => unprobed('what the server shows and takes in TLS', context, '') };
}

function ofOwn(means: string, says: FactDefinition['says'] & object): FactDefinition {
  const files = ' --cert client.crt --key client.key';
  return { means, says, get: (context) => unprobed('the client certificate', context, files) };
}

function unprobed(what: string, { exchange }: FactContext, files: string): Fact {
  const host = exchange.request?.url?.match(/^https:\/\/([^/?#@\s]+)/i)?.[1] ?? 'HOST';
  return notCollected(what, `errdoctor probe tls ${host}${files}`);
}
