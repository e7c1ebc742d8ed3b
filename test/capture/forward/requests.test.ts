import { connect, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { inAbsoluteForm } from '../../../src/capture/forward/absolute-form.js';
import { makeCertificates } from '../../support/certificates.js';
import { startCapture } from '../../support/forward-proxy.js';
import { startHttps, startSockets } from '../../support/servers.js';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** A server that answers each piece it gets with its own name and what it got. */
async function echoing(name: string, answer = (text: string) => text) {
  const got: string[] = [];
  const server = await startSockets((socket) => {
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      got.push(text);
      const body = answer(`${name}:${text.split('\r\n')[0]}`);
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
    socket.on('end', () => socket.end());
  });
  closing.push(server.close);
  return { ...server, url: `http://127.0.0.1:${server.port}`, got };
}

/** What comes back for these bytes on one connection. */
function say(port: number, bytes: string, hear: (socket: Socket, text: string) => void = () => undefined) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(bytes);
  let text = '';
  return new Promise<string>((resolve) => {
    socket.on('error', () => resolve(`${text}|reset`));
    socket.on('end', () => resolve(text));
    socket.on('data', (part) => {
      text += part.toString('latin1');
      hear(socket, text);
    });
  });
}

const asked = (url: string) => `GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`;

describe('requests in absolute form', () => {
  it('reach the server as a client without a proxy would send them', async () => {
    const server = await echoing('one');
    const capture = await startCapture();
    const url = `${server.url}/p%41th?q=[1]`;
    const direct = await capture.curl('-g', '--noproxy', '*', '-H', 'x-ODD:  a  ', '-d', 'body', url);
    const through = await capture.curl(
      '-g',
      '--proxy-user',
      'me:canary',
      '-H',
      'x-ODD:  a  ',
      '-d',
      'body',
      url,
    );
    expect(through.stdout.equals(direct.stdout)).toBe(true);
    expect(server.got[1]).toBe(server.got[0]);
    const [leg] = await capture.calls(1);
    expect(leg?.origin).toBe(server.url);
    expect(leg?.sent.toString()).toBe(server.got[0]);
    expect(JSON.stringify(capture.legs)).not.toContain('canary');
  });

  it('may name one server after the other, also in one piece', async () => {
    const [one, two] = await Promise.all([echoing('one'), echoing('two')]);
    const capture = await startCapture();
    const urls = [`${one.url}/a`, `${two.url}/b`, `${two.url}?c`, `${one.url}`];
    const run = await capture.curl(...urls);
    const expected = 'one:GET /a HTTP/1.1two:GET /b HTTP/1.1two:GET /?c HTTP/1.1one:GET / HTTP/1.1';
    expect(run.stdout.toString()).toBe(expected);
    const [a = '', b = ''] = urls;
    const text = await say(capture.port, asked(a) + asked(b) + asked(a), (socket, heard) => {
      if (heard.match(/HTTP\/1\.1 200/g)?.length === 3 && heard.endsWith('GET /a HTTP/1.1')) socket.end();
    });
    expect(text.match(/(?:one|two):/g)).toEqual(['one:', 'two:', 'one:']);
    expect((await capture.calls(7)).map(({ failure }) => failure)).toEqual(Array(7).fill(undefined));
  });

  it('may go to a server over TLS, whose certificate has to verify', async () => {
    const certificates = makeCertificates();
    closing.push(certificates.remove);
    const { key, cert } = certificates.server;
    const server = await startHttps({ key, cert }, (_request, response) => response.end('secure'));
    closing.push(server.close);
    const request = asked(`https://localhost:${server.port}/a`).replace(
      '\r\n\r\n',
      '\r\nConnection: close\r\n\r\n',
    );
    const capture = await startCapture({ SSL_CERT_FILE: certificates.ca.certFile });
    expect(await say(capture.port, request)).toContain('secure');
    expect((await capture.calls(1))[0]?.origin).toBe(`https://localhost:${server.port}`);
    const doubting = await startCapture();
    expect(await say(doubting.port, request)).toContain('502 Bad Gateway');
    const [leg] = await doubting.calls(1);
    expect(leg?.failure?.says).toBe('SSL certificate problem: unable to verify the first certificate');
  });

  it("are left in this form for the user's proxy", async () => {
    const proxy = await echoing('proxy');
    const capture = await startCapture({ http_proxy: `http://me:canary@127.0.0.1:${proxy.port}` });
    const run = await capture.curl('http://shop.example/a');
    expect(run.stdout.toString()).toBe('proxy:GET http://shop.example/a HTTP/1.1');
    const credentials = Buffer.from('me:canary').toString('base64');
    expect(proxy.got[0]).toContain(`Proxy-Authorization: Basic ${credentials}\r\n`);
    const [leg] = await capture.calls(1);
    expect(leg?.origin).toBe('http://shop.example');
    expect(leg?.sent.toString()).toMatch(/^GET \/a HTTP\/1\.1\r\nHost: shop\.example\r\n/);
    expect(leg?.sent.toString()).not.toMatch(/proxy-/i);
    expect(leg?.connection?.proxy?.name).toBe(`http://127.0.0.1:${proxy.port}`);
    const head = Buffer.from('GET http://a/ HTTP/1.1\r\nProxy-Authorization: own\r\n\r\n');
    expect(inAbsoluteForm(head, undefined)).toBe(head);
    expect(inAbsoluteForm(head, 'Basic x').toString()).toBe(
      'GET http://a/ HTTP/1.1\r\nProxy-Authorization: Basic x\r\n\r\n',
    );
  });

  it('tell what was asked where no server was reached', async () => {
    const capture = await startCapture();
    const run = await capture.curl('-i', '-d', 'a=1', 'http://shop.invalid/pay');
    expect(run.stdout.toString()).toContain('502 Bad Gateway');
    const [leg] = await capture.calls(1);
    expect(leg).toMatchObject({ origin: 'http://shop.invalid', failure: { kind: 'dns' } });
    expect(leg?.sent.toString()).toMatch(/^POST \/pay HTTP\/1\.1\r\n/);
  });

  it('may switch to WebSocket', async () => {
    const frame = 'GET / HTTP/1.1';
    const server = await startSockets((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\nhello');
        socket.on('data', (bytes) => socket.end(bytes));
      });
    });
    closing.push(server.close);
    const capture = await startCapture();
    const upgrade = asked(`http://127.0.0.1:${server.port}/ws`).replace(
      '\r\n\r\n',
      '\r\nUpgrade: websocket\r\n\r\n',
    );
    const text = await say(capture.port, upgrade, (socket, heard) => {
      if (heard.endsWith('hello')) socket.end(frame);
    });
    expect(text.endsWith(`hello${frame}`)).toBe(true);
    expect((await capture.calls(1))[0]?.failure).toBeUndefined();
  });

  it('are reset with their server, and end with it', async () => {
    const server = await startSockets((socket) => {
      socket.once('data', (bytes) => {
        if (bytes.includes('/reset')) socket.resetAndDestroy();
        else socket.end('HTTP/1.1 200 OK\r\n\r\nto the end');
      });
    });
    closing.push(server.close);
    const capture = await startCapture();
    const url = `http://127.0.0.1:${server.port}`;
    expect(await say(capture.port, asked(`${url}/reset`))).toBe('|reset');
    expect(await say(capture.port, asked(`${url}/end`))).toContain('to the end');
    expect((await capture.calls(2)).map(({ failure }) => failure?.kind)).toEqual(['reset', undefined]);
  });

  it('are the only ones that are taken', async () => {
    const capture = await startCapture();
    for (const target of ['/', 'ftp://x/', 'http:///', '*'])
      expect(await say(capture.port, asked(target))).toContain('400 Bad Request');
    const server = await echoing('one');
    expect(await say(capture.port, asked(`${server.url}/a`) + asked('/b'))).toMatch(
      /200 OK[\s\S]*400 Bad Request/,
    );
    expect((await capture.calls(1)).length).toBe(1);
  });
});
