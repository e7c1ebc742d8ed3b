import { namesServer } from './rewrite-head.js';

const TLS_HANDSHAKE = 0x16;

/**
 * Why the first bytes of a connection cannot be meant for the server that a reverse proxy stands for; a whole sentence.
 * Passed on, they would tell that server what another should hear.
 *
 * @param own the address of the reverse proxy: `127.0.0.1:8080`
 */
export function misuse(first: Buffer, own: string, to: URL): string | undefined {
  if (first[0] === TLS_HANDSHAKE)
    return `A program spoke TLS to ${own}: make its base URL begin with http://, because errdoctor itself speaks TLS with ${to.host}.`;
  const [, tunnel, absolute] =
    /^(?:CONNECT (\S+)|\S+ https?:\/\/([^/?#\s]+))/i.exec(first.toString('latin1', 0, 2048)) ?? [];
  if (tunnel === undefined && absolute === undefined) return undefined;
  if (absolute && (namesServer(absolute, to) || absolute.endsWith(own.slice(own.indexOf(':')))))
    return undefined;
  return `A program takes ${own} for its proxy, but that address stands for ${to.host} alone: make it the base URL, or run the program with "errdoctor capture -- COMMAND".`;
}
