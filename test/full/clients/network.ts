import { createSocket } from 'node:dgram';
import { createServer } from 'node:https';
import type { Certificates } from '../../support/certificates.js';
import { REFUSED } from './calls.js';

/** Public addresses, that a private one does not become the finding; nothing listens at CLOSED. */
const TRUSTED = '203.0.113.1';
const DEMANDING = '203.0.113.2';
const CLOSED = '203.0.113.3';
const UNTRUSTED = '203.0.113.4';
const ALSO_CLOSED = '203.0.113.5';

/** Where each host of the calls lives. A name that is missing does not exist. */
export const ADDRESSES: readonly (readonly [host: string, address: string])[] = [
  ['localhost', '127.0.0.1'],
  ['api.pandabase.io', TRUSTED],
  ['staging.api.axyscards.com', TRUSTED],
  ['merchant.payfield.io', TRUSTED],
  ['production.api.axyscards.com', DEMANDING],
  ['closed.payfield.io', CLOSED],
  ['twice-closed.payfield.io', CLOSED],
  ['twice-closed.payfield.io', ALSO_CLOSED],
  ['api.sandbox.pandabase.io', UNTRUSTED],
];

const DATE = 'Mon, 21 Sep 2026 14:13:20 GMT';

/**
 * The servers behind the calls, on ports 443 and 53 of a network namespace of their own. A path without an
 * answer is never answered; one that ends in `transfer` is cut off.
 */
export async function serve(certificates: Certificates, strangers: Certificates): Promise<void> {
  const trusted = createServer(certificates.server, (request, response) => {
    request.resume();
    request.on('end', () => {
      const path = request.url ?? '';
      const call = REFUSED.find(({ url }) => {
        const known = new URL(url);
        return known.host === request.headers.host && known.pathname + known.search === path;
      });
      if (path.endsWith('transfer')) response.socket?.destroy();
      if (!call?.answer) return;
      const { status, body } = call.answer;
      response.sendDate = false;
      response.writeHead(status, {
        date: DATE,
        server: 'example',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  });
  const demanding = createServer({
    ...certificates.server,
    ca: certificates.ca.cert,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const untrusted = createServer(strangers.server);
  const listen = (server: typeof trusted, address: string) =>
    new Promise<void>((resolve) => server.listen(443, address, resolve));
  await Promise.all([
    listen(trusted, TRUSTED),
    listen(demanding, DEMANDING),
    listen(untrusted, UNTRUSTED),
    answerThatNoNameExists(),
  ]);
}

/** DNS with one answer: NXDOMAIN (RFC 1035, section 4.1.1). */
function answerThatNoNameExists(): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    query[2] = 0x81;
    query[3] = 0x83;
    // The question alone is repeated: counts of all other sections are 0.
    query.fill(0, 6, 12);
    const end = questionEnd(query);
    socket.send(query.subarray(0, end), from.port, from.address);
  });
  return new Promise((resolve) => socket.bind(53, '127.0.0.1', resolve));
}

function questionEnd(query: Buffer): number {
  let offset = 12;
  while (offset < query.length && query[offset] !== 0) offset += (query[offset] as number) + 1;
  return offset + 5;
}
