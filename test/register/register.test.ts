import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoopbackServer, startHttp, startTcp } from '../support/servers.js';
import { runBoth } from './program.js';

let server: LoopbackServer;
let hangs: LoopbackServer;
let resets: LoopbackServer;
let env: Record<string, string>;

const CANARY = 'canary_7f3a9b2c4d5e6f708192';

beforeAll(async () => {
  server = await startHttp((request, response, body) => {
    const path = request.url ?? '';
    const json = { 'content-type': 'application/json' };
    const status = Number(/^\/(\d{3})/.exec(path)?.[1] ?? 200);
    if (path === '/envelope')
      response.writeHead(200, json).end('{"data":null,"success":false,"code":"no_funds"}');
    else if (path === '/gzip')
      response
        .writeHead(200, { ...json, 'content-encoding': 'gzip' })
        .end(gzipSync('{"success":false,"code":"no_funds","message":"not enough"}'));
    else if (path === '/pieces') {
      response.writeHead(200, json).write('{"id":1,"succ');
      setImmediate(() => response.end('ess":false,"code":"no_funds"}'));
    } else if (path.startsWith('/cut')) {
      response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"id":1');
      setTimeout(() => response.destroy(), 50);
    } else if (status >= 400)
      response.writeHead(status, json).end(`{"error":"refused_here","sent":${body.length}}`);
    else response.writeHead(200, json).end(`{"ok":true,"sent":${body.length}}`);
  });
  hangs = await startTcp(() => undefined);
  resets = await startTcp((socket) => socket.resetAndDestroy());
  const closed = await startTcp(() => undefined);
  await closed.close();
  env = {
    BASE: `http://127.0.0.1:${server.port}`,
    HANGS: `http://127.0.0.1:${hangs.port}`,
    RESETS: `http://127.0.0.1:${resets.port}`,
    REFUSED: `http://127.0.0.1:${closed.port}`,
    CANARY,
  };
});

afterAll(() => Promise.all([server.close(), hangs.close(), resets.close()]));

/** Each calls `path` of BASE with a secret and gives status and text. */
const clients = {
  fetch: `const call = async (path, body) => {
    const response = await fetch(process.env.BASE + path, { headers, body, method: body ? 'POST' : 'GET' });
    return [response.status, await response.text()];
  };`,
  'undici request': `import { request } from 'undici';
  const call = async (path, body) => {
    const answer = await request(process.env.BASE + path, { headers, body, method: body ? 'POST' : 'GET' });
    return [answer.statusCode, await answer.body.text()];
  };`,
  'undici Pool': `import { Pool } from 'undici';
  const pool = new Pool(process.env.BASE);
  const call = async (path, body) => {
    const answer = await pool.request({ path, headers, body, method: body ? 'POST' : 'GET' });
    return [answer.statusCode, await answer.body.text()];
  };`,
  'undici fetch with an Agent': `import { Agent, fetch } from 'undici';
  const dispatcher = new Agent({ pipelining: 4, connections: 1 });
  const call = async (path, body) => {
    const response = await fetch(process.env.BASE + path, { dispatcher, headers, body, method: body ? 'POST' : 'GET' });
    return [response.status, await response.text()];
  };`,
  'http.request': `import { request } from 'node:http';
  const call = (path, body) => new Promise((resolve, reject) => {
    const outgoing = request(process.env.BASE + path, { headers, method: body ? 'POST' : 'GET' }, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve([answer.statusCode, text]);
    });
    outgoing.on('error', reject).end(body);
  });`,
  'http with an Agent': `import { Agent, request } from 'node:http';
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const call = (path, body) => new Promise((resolve, reject) => {
    const outgoing = request(process.env.BASE + path, { agent, headers, method: body ? 'POST' : 'GET' }, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve([answer.statusCode, text]);
      if (path === '/last') setImmediate(() => agent.destroy());
    });
    outgoing.on('error', reject).end(body);
  });`,
  axios: `import axios from 'axios';
  const call = async (path, body) => {
    const { status, data } = await axios({ url: process.env.BASE + path, headers, data: body, method: body ? 'POST' : 'GET',
      validateStatus: () => true, responseType: 'text', transformResponse: (text) => text });
    return [status, data];
  };`,
};

const HEADERS = "const headers = { authorization: 'Bearer ' + process.env.CANARY };\n";

describe.each(Object.entries(clients))('%s', (_, client) => {
  it('is silent where all is well', async () => {
    const { without, having } = await runBoth(
      `${client}\n${HEADERS} for (const path of ['/a', '/b', '/c', '/last']) console.log(...await call(path, path === '/b' ? 'x'.repeat(5000) : undefined));`,
      env,
    );
    expect(without).toMatchObject({ stderr: '', exit: 0 });
    expect(having).toEqual(without);
  });

  it('has each failure diagnosed, whatever came before and after', async () => {
    const { without, having } = await runBoth(
      `${client}\n${HEADERS} for (const path of ['/a', '/401', '/b', '/503/x', '/envelope', '/gzip', '/pieces', '/last'])
        console.log(...await call(path, path === '/503/x' ? '{"secret":"' + process.env.CANARY + '"}' : undefined));`,
      env,
    );
    expect(without).toMatchObject({ stderr: '', exit: 0 });
    expect({ ...having, stderr: '' }).toEqual(without);
    expect(calls(having.stderr)).toEqual([
      'GET /401 -> 401',
      'POST /503/x -> 503',
      'GET /envelope -> 200',
      'GET /gzip -> 200',
      'GET /pieces -> 200',
    ]);
    expect(having.stderr).not.toContain(CANARY);
  });
});

/** `GET /path -> 401` of each report. */
function calls(stderr: string): string[] {
  return [...stderr.matchAll(/^\S.*? {2}(?:([A-Z]+) )?https?:\/\/[^/\s]+(\/\S*)? -> (.*)$/gm)].map(
    ([, method, path, end]) => `${method} ${path} -> ${end}`,
  );
}

describe('what fails below HTTP', () => {
  /** Prints what the program sees of an error. */
  const seen = `const seen = (error) => console.log(error.name, error.message, error.code, error.cause?.code, Object.keys(error).join());\n`;
  const get = `import { get } from 'node:http';
  const call = (url, options, then) => new Promise((resolve) => {
    const outgoing = get(url, options ?? {}, (answer) => answer.resume().on('error', (error) => { seen(error); resolve(); }).on('end', resolve));
    outgoing.on('error', (error) => { seen(error); resolve(); });
    then?.(outgoing);
  });\n`;
  const cases: Record<string, readonly [program: string, ends: readonly string[], words: string]> = {
    'a refused connection': [
      `${get} await fetch(process.env.REFUSED + '/a?k=1').catch(seen); await call(process.env.REFUSED + '/b');`,
      ['/a?k=1', '/b'],
      'ECONNREFUSED',
    ],
    'an unknown name': [
      `${get} const lookup = (name, options, done) => done(Object.assign(new Error('getaddrinfo ENOTFOUND ' + name), { code: 'ENOTFOUND' }));
      await call('http://api.example/a', { lookup });`,
      ['/a'],
      'ENOTFOUND',
    ],
    'a reset': [
      `${get} await fetch(process.env.RESETS + '/a').catch(seen); await call(process.env.RESETS + '/b');`,
      ['/a', '/b'],
      'ECONNRESET',
    ],
    'an answer that breaks off': [
      `${get} await fetch(process.env.BASE + '/cut').then((response) => response.text()).catch(seen); await call(process.env.BASE + '/cut/2');`,
      ['/cut', '/cut/2'],
      'before the whole answer came',
    ],
    'a limit of time': [
      `${get} await fetch(process.env.BASE + '/warm'); await fetch(process.env.HANGS + '/a', { signal: AbortSignal.timeout(100) }).catch(seen);
      await call(process.env.HANGS + '/b', { signal: AbortSignal.timeout(100) });
      await call(process.env.HANGS + '/c', { timeout: 100 }, (outgoing) => outgoing.on('timeout', () => outgoing.destroy()));`,
      ['/a', '/b', '/c'],
      'time',
    ],
    'an axios with a limit of time': [
      `import axios from 'axios'; await axios.get(process.env.HANGS + '/a', { timeout: 100 }).catch((error) => console.log(error.code));`,
      ['/a'],
      'timeout of 100ms exceeded',
    ],
  };

  it.each(Object.entries(cases))('%s', async (_, [program, ends, words]) => {
    const { without, having } = await runBoth(seen + program, env);
    expect(without.stderr).toBe('');
    expect({ ...having, stderr: '' }).toEqual(without);
    const called = calls(having.stderr).map((call) => / (\/\S*) ->/.exec(call)?.[1]);
    expect(called, having.stderr).toEqual(ends);
    expect(having.stderr).toContain(words);
  });

  it('is silent where the program itself loses interest', async () => {
    const { without, having } = await runBoth(
      `${seen}${get}
      import { Client } from 'undici';
      await fetch(process.env.BASE + '/warm');
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 100);
      const { signal } = stop;
      await Promise.all([
        fetch(process.env.HANGS + '/a', { signal }).catch(seen),
        call(process.env.HANGS + '/b', { signal }),
        call(process.env.HANGS + '/c', {}, (outgoing) => setTimeout(() => outgoing.destroy(), 100)),
        fetch(process.env.BASE + '/cut').then((response) => response.body.cancel()),
      ]);
      const client = new Client(process.env.HANGS);
      const answer = client.request({ path: '/d', method: 'GET' }).catch(seen);
      setTimeout(() => client.destroy(), 50);
      await answer;`,
      env,
    );
    expect(having).toEqual(without);
  });
});
