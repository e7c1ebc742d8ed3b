import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { type CompletedRequest, getLocal, type Mockttp } from 'mockttp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodedBytes } from '../../src/exchange/body.js';
import { recordedCalls } from '../../src/wire/recorded.js';
import { runCurl } from '../support/curl.js';
import { type Captured, startCapture } from '../support/reverse-proxy.js';

let server: Mockttp;
let capture: Captured;
let seen: CompletedRequest[];
beforeEach(async () => {
  seen = [];
  server = getLocal({ recordTraffic: false });
  await server.start();
  await server.forAnyRequest().thenCallback((request) => {
    seen.push(request);
    return { statusCode: 201, headers: { 'X-Answer': 'a  b', 'set-cookie': ['c=1', 'd=2'] }, body: 'grüß' };
  });
  capture = await startCapture(`http://localhost:${server.port}/base`);
});
afterEach(async () => {
  await capture.close();
  await server.stop();
});

/** What another implementation of HTTP, built to look at traffic, saw of the calls, and what was recorded. */
async function bothSides(count: number) {
  const { exchanges } = recordedCalls('calls', await capture.calls(count), { name: 'errdoctor' });
  const recorded = exchanges.map(({ request }) => ({
    method: request?.method,
    target: request?.target,
    version: request?.httpVersion,
    headers: request?.headers.list.map(({ name, value }) => [name, value]),
    body: Buffer.from((request && decodedBytes(request.body, undefined)) ?? []).toString('latin1'),
  }));
  const told = await Promise.all(
    seen.map(async ({ method, path, httpVersion, rawHeaders, body }) => ({
      method,
      target: path,
      version: httpVersion,
      headers: rawHeaders,
      body: body.buffer.toString('latin1'),
    })),
  );
  return { recorded, told, exchanges };
}

const BINARY = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));

describe('what was recorded is what a server was sent', () => {
  it.each<[string, (url: string) => Promise<unknown>]>([
    [
      'curl',
      (url) =>
        runCurl(['-s', `${url}/a%20b?q=1&q=%C3%BC`, '-H', 'x-UPPER: 1', '-H', 'X-Upper:  2', '-H', 'Empty;']),
    ],
    [
      'curl with a form',
      (url) => runCurl(['-s', `${url}/form`, '-F', 'field=v', '-F', 'file=@-;filename=a.txt']),
    ],
    ['curl with chunks', (url) => runCurl(['-s', url, '-H', 'Transfer-Encoding: chunked', '-d', 'a=1'])],
    [
      'fetch',
      (url) => fetch(`${url}/f?x=[1]`, { method: 'PUT', body: BINARY, headers: { Zed: '1', alpha: '2' } }),
    ],
    [
      'node:http',
      async (url) => {
        const call = httpRequest(`${url}/n`, {
          method: 'PATCH',
          headers: [
            ['B', '1'],
            ['a', '2'],
            ['b', '3'],
            ['Host', 'other'],
          ].flat(),
        });
        call.write(BINARY);
        call.end('more');
        const [answer] = await once(call, 'response');
        answer.resume();
      },
    ],
  ])('%s', async (_client, send) => {
    await send(capture.url);
    const { recorded, told, exchanges } = await bothSides(1);
    expect(recorded).toEqual(told);
    expect(told).toHaveLength(1);
    expect(told[0]?.target).toMatch(/^\/base/);
    const host = told[0]?.headers.filter(([name]) => /^host$/i.test(name));
    expect(host).toEqual([[expect.any(String), `localhost:${server.port}`]]);
    expect(exchanges[0]?.response).toMatchObject({ status: 201 });
    expect(exchanges[0]?.response?.headers.all('set-cookie').map(({ value }) => value)).toEqual([
      'c=1',
      'd=2',
    ]);
  });
});
