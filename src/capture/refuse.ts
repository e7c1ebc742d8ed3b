import type { Socket } from 'node:net';

/**
 * Answers in place of a server, which the answer says, and ends the connection.
 *
 * @param status `502 Bad Gateway`
 * @param method of the request
 */
export function refuse(client: Socket, status: string, says: string, method?: string): void {
  const body = `${JSON.stringify({ error: `errdoctor: ${says}` })}\n`;
  const fields = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n`;
  // What nobody reads keeps a connection from being closed.
  client.resume();
  if (client.writable) client.end(`HTTP/1.1 ${status}\r\n${fields}\r\n${method === 'HEAD' ? '' : body}`);
}
