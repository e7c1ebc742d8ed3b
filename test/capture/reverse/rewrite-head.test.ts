import { describe, expect, it } from 'vitest';
import { rewriteHead } from '../../../src/capture/reverse/rewrite-head.js';

function rewritten(head: string, to = 'https://api.example.com') {
  const { bytes, rewritten } = rewriteHead(Buffer.from(head, 'latin1'), new URL(to));
  return { text: bytes.toString('latin1'), rewritten };
}

function hostOf(host: string, to?: string): string | undefined {
  return /Host: (.*)\r\n/.exec(rewritten(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, to).text)?.[1];
}

describe('the head of a request to errdoctor', () => {
  it('names the server and stays as it was for the rest', () => {
    const head = (host: string) =>
      `\r\nPOST /a?b=Host:%20x HTTP/1.1\r\nx-first:  1 \r\nhOST:${host}\t\r\nX-Host: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080\r\nName: caf\xe9\r\n\r\n`;
    expect(rewritten(head('127.0.0.1:8080'))).toEqual({
      text: head('api.example.com'),
      rewritten: { host: { from: '127.0.0.1:8080', to: 'api.example.com' } },
    });
  });

  it.each(['localhost:8080', '[::1]:8080', 'host.docker.internal:8080', 'api.example.com:80', 'x'])(
    'names the server in place of %s',
    (host) => expect(hostOf(host)).toBe('api.example.com'),
  );

  it.each([
    ['api.example.com', 'https://api.example.com'],
    ['API.example.com:443', 'https://api.example.com'],
    ['api.example.com:80', 'http://api.example.com'],
    ['api.example.com:8443', 'https://api.example.com:8443'],
    ['[2001:db8::1]:81', 'http://[2001:db8::1]:81'],
    ['', 'https://api.example.com'],
  ])('leaves "%s", which is sent to %s, as it is', (host, to) => expect(hostOf(host, to)).toBe(host));

  it('tells the port of the server where it is not the usual one', () => {
    expect(hostOf('localhost:8080', 'https://api.example.com:8443/v1')).toBe('api.example.com:8443');
  });

  it('begins the path with that of the base URL', () => {
    const { text, rewritten: what } = rewritten(
      'GET /charges?limit=1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n',
      'https://api.example.com/v1/',
    );
    expect(text).toBe('GET /v1/charges?limit=1 HTTP/1.1\r\nHost: api.example.com\r\n\r\n');
    expect(what).toEqual({ base: '/v1' });
  });

  it('leaves what has no path and no host as it is', () => {
    const head = 'OPTIONS * HTTP/1.0\nX: 1\n\n';
    expect(rewritten(head, 'https://api.example.com/v1')).toEqual({ text: head, rewritten: undefined });
  });

  it.each([
    ['http://127.0.0.1:8080/a b?c', '/v1/a b?c'],
    ['HTTP://127.0.0.1:8080', '/v1/'],
    ['http://127.0.0.1:8080?c', '/v1/?c'],
  ])('asks for %s as servers are asked', (target, asked) => {
    const { text } = rewritten(`GET ${target} HTTP/1.1\r\n\r\n`, 'https://api.example.com/v1');
    expect(text).toBe(`GET ${asked} HTTP/1.1\r\n\r\n`);
  });
});
