import type { Connection } from '../../exchange/exchange.js';
import type { Place } from '../../exchange/place.js';
import { alertInWords } from './curl-exit.js';
import { readTls, speaksTls } from './tls-lines.js';
import { isOpenTunnel, type Info, type Turn } from './turns.js';

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

/** What is known below HTTP of each turn; a turn on a reused connection inherits from the one that opened it. */
export function readLinks(turns: readonly Turn[]): Link[] {
  const links: Link[] = [];
  turns.forEach((turn, index) => {
    const earlier = reusedFrom(turns, index);
    const tunnel = index > 0 && isOpenTunnel(turns[index - 1] as Turn) ? links[index - 1] : undefined;
    links.push(
      earlier === undefined
        ? readLink(turn, tunnel)
        : inherit(links[earlier] as Link, readLink(turn, undefined)),
    );
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
  const connection: Connection = {
    ...(address && { peer: address }),
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
    authority: (aimed && authorityOf(aimed)) ?? last(infos, certifiedHost) ?? tunnelTarget(tunnel, turn),
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

/** The turn whose connection this one used again: the latest to the same host. */
function reusedFrom(turns: readonly Turn[], index: number): number | undefined {
  const turn = turns[index] as Turn;
  if (index === 0 || !turn.infos.some(({ text }) => /^Re-?using existing/i.test(text))) return undefined;
  const host = turn.request?.headers.get('host')?.value;
  const earlier = turns
    .slice(0, index)
    .findLastIndex((one) => !isOpenTunnel(one) && one.request?.headers.get('host')?.value === host);
  return earlier < 0 ? index - 1 : earlier;
}

function connectedPeer({ text, at }: Info): Peer | undefined {
  const match =
    /^Connected to (\S{1,255}) \(([\d.:a-fA-F%\w]{2,60})\) port (\d{1,5})/.exec(text) ??
    /^Established connection to (\S{1,255}) \(([\d.:a-fA-F%\w]{2,60}) port (\d{1,5})\)/.exec(text);
  if (!match) return undefined;
  const [, host = '', address = '', port] = match;
  return { host, address, port: Number(port), at: placeOf(text, at, address) };
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

function tunnelTarget(tunnel: Link | undefined, turn: Turn): string | undefined {
  return turn.request ? undefined : tunnel?.authority;
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
