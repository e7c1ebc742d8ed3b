import type { Call, Failure } from '../exchange.js';
import type { Random } from '../random.js';

/**
 * What curl 7.88.1 says of a connection, one item a line: `text` behind `* `, or the size of data that passed,
 * which it prints only when standard error is no terminal.
 */
export type Said = { readonly text: string } | { readonly data: number; readonly out: boolean };

const text = (line: string): Said => ({ text: line });
const passed = (data: number, out: boolean): Said => ({ data, out });

/** From the name's look-up to the moment before the request; as far as a failure lets it come. */
export function connection(call: Call, failure: Failure | undefined, random: Random): Said[] {
  const { hostname } = new URL(call.url);
  const address = `203.0.113.${random.between(1, 250)}`;
  if (failure?.stage === 'before-connection') return [];
  const opened = [
    text(`  Trying ${address}:443...`),
    text(`Connected to ${hostname} (${address}) port 443 (#0)`),
  ];
  const offered = [
    text('ALPN: offers h2,http/1.1'),
    passed(5, true),
    text('TLSv1.3 (OUT), TLS handshake, Client hello (1):'),
    passed(512, true),
    text(' CAfile: /etc/ssl/certs/ca-certificates.crt'),
    text(' CApath: /etc/ssl/certs'),
    passed(5, false),
    text('TLSv1.3 (IN), TLS handshake, Server hello (2):'),
    passed(122, false),
  ];
  if (failure?.stage === 'handshake') return [...opened, ...offered];
  return [
    ...opened,
    ...offered,
    ...['Encrypted Extensions (8)', 'Certificate (11)', 'CERT verify (15)', 'Finished (20)'].flatMap(
      (name) => [text(`TLSv1.3 (IN), TLS handshake, ${name}:`), passed(random.between(15, 2600), false)],
    ),
    text('TLSv1.3 (OUT), TLS change cipher, Change cipher spec (1):'),
    passed(1, true),
    text('TLSv1.3 (OUT), TLS handshake, Finished (20):'),
    passed(52, true),
    text('SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384'),
    text(`ALPN: server accepted ${call.version === '2' ? 'h2' : 'http/1.1'}`),
    text('Server certificate:'),
    text(` subject: CN=${hostname}`),
    text(' start date: Jun  1 00:00:00 2026 GMT'),
    text(' expire date: Aug 30 23:59:59 2026 GMT'),
    text(` subjectAltName: host "${hostname}" matched cert's "${hostname}"`),
    text(" issuer: C=US; O=Let's Encrypt; CN=R10"),
    text(' SSL certificate verify ok.'),
    text(`using HTTP/${call.version === '2' ? '2' : '1.1'}`),
  ];
}

/** HTTP/2 lists the fields once more before the request. */
export function streamFields(
  call: Call,
  fields: readonly (readonly [string, string])[],
  random: Random,
): Said[] {
  if (call.version !== '2') return [];
  const url = new URL(call.url);
  const own: [string, string][] = [
    [':method', call.method],
    [':path', url.pathname + url.search],
    [':scheme', 'https'],
    [':authority', url.host],
  ];
  return [
    ...[...own, ...fields.filter(([name]) => name !== 'Host')].map(([name, value]) =>
      text(`h2h3 [${name}: ${value}]`),
    ),
    text(`Using Stream ID: 1 (easy handle 0x55${random.hex(10)})`),
  ];
}

/** The session tickets of TLS 1.3 that arrive with the first answer. */
export const TICKETS: readonly Said[] = [
  passed(5, false),
  text('TLSv1.3 (IN), TLS handshake, Newsession Ticket (4):'),
  passed(265, false),
  text('old SSL session ID is stale, removing'),
  passed(5, false),
];
