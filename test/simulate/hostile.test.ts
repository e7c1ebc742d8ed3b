import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { mutated, randomBelow } from '../support/fuzz.js';
import { Calling } from './calling.js';

const head = 'Host: 127.0.0.1\r\nX-API-Key: errdoctor_example\r\nX-Request-Timestamp: 1790000000000\r\n';
const body = '{"amount":2500,"currency":"USD","lineItems":[{"name":"a","amount":2500,"quantity":1}]}';
const requests = [
  `GET /v2/platforms/intents?from=2026-01-01&to=x HTTP/1.1\r\n${head}\r\n`,
  `POST /v2/platforms/intents HTTP/1.1\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`,
  `POST /v2/platforms/intents/i_1/capture HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`,
  `POST / HTTP/1.1\r\n${head}X-Simulate: INTENT_EXPIRED\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc`,
].map((text) => Buffer.from(text));

/** Sends bytes as they are and reads until the server closes. */
function send(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume();
  });
}

it("nothing that is sent ends the server, and each answer is somebody's fault", async () => {
  const faults: string[] = [];
  const served = ({ status, why = '' }: { status?: number; why?: string }) => {
    if (status === 500 || (status === undefined && why !== 'aborted')) faults.push(why);
  };
  const calling = await Calling.start('pandabase', { served, requestSeconds: 2 });
  const { port } = calling.simulator;
  const below = randomBelow(20_260_921);
  for (let round = 0; round < 20; round++)
    await Promise.all(Array.from({ length: 15 }, () => send(port, mutated(requests, below))));
  const [after] = await calling.causes([{ method: 'GET', path: '/v2/platforms/balances', headers: {} }]);
  await calling.close();
  expect(after).toEqual([401, 'pandabase/missing-authorization']);
  expect(faults).toEqual([]);
});
