import type { Connection } from '../../exchange/exchange.js';
import type { Place } from '../../exchange/place.js';
import { alertInWords } from './curl-exit.js';
import { readTls, speaksTls } from './tls-lines.js';
import { type Info, isOpenTunnel, type Turn } from './turns.js';

/** What is known below HTTP of one turn. */
export interface Link {
  readonly connection: Connection | undefined;
  readonly scheme: 'http' | 'https' | undefined;
  /** Host and port that curl connected to or failed to reach, for requests that were never sent. */
  readonly authority: string | undefined;
}

interface Peer {
  readonly host: string;
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly at: Place;
}

type Proxy = NonNullable<Connection['proxy']>;

/** What is known below HTTP of each turn; a turn on a reused connection inherits from the latest to the same host. */
export function readLinks(turns: readonly Turn[]): Link[] {
  const links: Link[] = [];
  const latest = new Map<string | undefined, Link>();
  turns.forEach((turn, index) => {
    const before = links.at(-1);
    const host = turn.request?.headers.get('host')?.value;
    const isReusing = before && turn.infos.some(({ text }) => /^Re-?using existing/i.test(text));
    const isTunnelled = index > 0 && isOpenTunnel(turns[index - 1] as Turn);
    const link = isReusing
      ? inherit(latest.get(host) ?? before, readLink(turn, undefined))
      : readLink(turn, isTunnelled ? before : undefined);
    links.push(link);
    if (!isOpenTunnel(turn)) latest.set(host, link);
  });
  return links;
}

function readLink(turn: Turn, tunnel: Link | undefined): Link {
  const infos = turn.failure ? [...turn.infos, { text: turn.failure.says, at: turn.failure.at }] : turn.infos;
  const peer = last(infos, connectedPeer);
  const tls = readTls(infos);
  const proxy = tunnel?.connection?.proxy ?? proxyOf(turn, infos, peer);
  const reached = proxy ? undefined : peer;
  const address = reached?.address && {
    address: reached.address,
    ...(reached.port !== undefined && { port: reached.port }),
    at: reached.at,
  };
  const tried = proxy || peer ? undefined : last(infos, triedAddress);
  const connection: Connection = {
    ...(address && { peer: address }),
    ...(tried && { tried }),
    ...(proxy && { proxy }),
    ...(tls && { tls }),
  };
  const aimed = proxy ? undefined : (peer ?? last(infos, missedPeer));
  const secure = infos.some(({ text }) => speaksTls(text) || alertInWords(text) !== undefined);
  return {
    connection: Object.keys(connection).length > 0 ? connection : undefined,
    scheme:
      namedScheme(infos) ??
      (secure || aimed?.port === 443 ? 'https' : isPlain(turn, peer, aimed) ? 'http' : undefined),
    authority:
      tunnelTarget(turn) ?? (aimed && authorityOf(aimed)) ?? last(infos, certifiedHost) ?? tunnel?.authority,
  };
}

/** Whether HTTP went over a connection without TLS, or was to go to the port that only plain HTTP has. */
function isPlain(turn: Turn, peer: Peer | undefined, aimed: Peer | undefined): boolean {
  return (peer !== undefined && turn.request !== undefined) || aimed?.port === 80;
}

function inherit(earlier: Link, own: Link): Link {
  const tls = own.connection?.tls
    ? { ...earlier.connection?.tls, ...own.connection.tls }
    : earlier.connection?.tls;
  const connection = { ...earlier.connection, ...own.connection, ...(tls && { tls }) };
  return {
    connection: Object.keys(connection).length > 0 ? connection : undefined,
    scheme: own.scheme ?? earlier.scheme,
    authority: own.authority ?? earlier.authority,
  };
}

function connectedPeer({ text, at }: Info): Peer | undefined {
  const match =
    /^Connected to (\S{1,255}) \(([\w.:%]{2,60})\) port (\d{1,5})/.exec(text) ??
    /^Established connection to (\S{1,255}) \(([\w.:%]{2,60}) port (\d{1,5})\)/.exec(text);
  if (!match) return undefined;
  const [, host = '', address = '', port] = match;
  return { host, address, port: Number(port), at: placeOf(text, at, address) };
}

function triedAddress({ text, at }: Info): Connection['tried'] {
  const [, bracketed, bare] =
    /^ *Trying (?:\[([0-9a-f:.]{2,45})\]|([\d.]{7,15})):\d{1,5}\.\.\./i.exec(text) ?? [];
  const address = bracketed ?? bare;
  return address ? { address, at: placeOf(text, at, address) } : undefined;
}

/** The host in a message about a connection that never came about. */
function missedPeer({ text, at }: Info): Peer | undefined {
  const match =
    /^Failed to connect to (\S{1,255}) port (\d{1,5})/.exec(text) ??
    /^Could(?:n't| not) resolve host: (\S{1,255})$/.exec(text) ??
    /^OpenSSL SSL_connect: .{1,200} in connection to (\S{1,255}):(\d{1,5})/.exec(text);
  const [, host, port] = match ?? [];
  return host
    ? { host, address: undefined, port: port ? Number(port) : undefined, at: placeOf(text, at, host) }
    : undefined;
}

function certifiedHost({ text }: Info): string | undefined {
  return /target (?:host ?name|ip(?:v[46])? address) '([^']{1,255})'/i.exec(text)?.[1];
}

/** `:scheme` and stream lines of HTTP/2 and 3 name the scheme outright. */
function namedScheme(infos: readonly Info[]): 'http' | 'https' | undefined {
  const named = last(infos, ({ text }) =>
    /\[:scheme: (https?)\]|OPENED stream for (https?):/.exec(text)?.slice(1).find(Boolean),
  );
  return named === 'http' || named === 'https' ? named : undefined;
}

function proxyOf(turn: Turn, infos: readonly Info[], peer: Peer | undefined): Proxy | undefined {
  const environment = last(infos, ({ text, at }): Proxy | undefined => {
    const name = /^Uses proxy env variable \S+ == '([^']*)'/.exec(text)?.[1];
    return name === undefined
      ? undefined
      : { name: withoutUser(name), fromEnvironment: true, at: placeOf(text, at, name) };
  });
  if (environment) return environment;
  const viaProxy = turn.request?.method === 'CONNECT' || /^https?:\/\//i.test(turn.request?.target ?? '');
  if (viaProxy && peer) return { name: authorityOf(peer), at: peer.at };
  const unresolved = last(infos, ({ text, at }): Proxy | undefined => {
    const name = /^Could(?:n't| not) resolve proxy: (\S{1,255})$/.exec(text)?.[1];
    return name ? { name, at: placeOf(text, at, name) } : undefined;
  });
  return unresolved;
}

function tunnelTarget({ request }: Turn): string | undefined {
  return request?.method === 'CONNECT' ? request.target.replace(/:443$/, '') : undefined;
}

function authorityOf({ host, port }: Peer): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === undefined || port === 443 || port === 80 ? name : `${name}:${port}`;
}

function withoutUser(proxy: string): string {
  return proxy.replace(/^([a-z0-9]+:\/\/)?[^/@]*@/i, '$1');
}

function placeOf(text: string, at: { start: number; end: number }, part: string): Place {
  const offset = text.indexOf(part);
  return { spans: [{ start: at.start + offset, end: at.start + offset + part.length }] };
}

function last<T>(infos: readonly Info[], find: (info: Info) => T | undefined): T | undefined {
  for (let index = infos.length - 1; index >= 0; index--) {
    const found = find(infos[index] as Info);
    if (found !== undefined) return found;
  }
  return undefined;
}
