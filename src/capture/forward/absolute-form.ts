import { type Target, targetOf } from '../upstream/proxy-setting.js';
import { originOf } from './origin-of.js';

/** Whom a request to a proxy is for (RFC 9112, section 3.2.2). */
export interface AbsoluteForm {
  readonly scheme: 'http' | 'https';
  readonly target: Target;
  readonly origin: string;
  /** The target as the server is to get it: path and query to the byte. */
  readonly path: string;
}

/**
 * Reads the target of a request line, a byte string.
 *
 * @returns undefined where it is no absolute URL of HTTP
 */
export function absoluteForm(first: string): AbsoluteForm | undefined {
  const [, method, scheme = '', authority = '', rest = ''] =
    /^(\S+) (https?):\/\/([^\s/?#]+)(.*?) HTTP\/1\.[01]\s*$/i.exec(first) ?? [];
  const url = `${scheme}://${authority}`;
  if (method === undefined || !URL.canParse(url)) return undefined;
  const target = targetOf(new URL(url));
  const kind = /^https/i.test(url) ? 'https' : 'http';
  const path = rest === '' && method === 'OPTIONS' ? '*' : rest.startsWith('/') ? rest : `/${rest}`;
  return { scheme: kind, target, origin: originOf(kind, target), path };
}

const FOR_PROXIES = /^proxy-(?:connection|authorization)[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*/gim;

/** The head of a request as a server gets it from a client that uses no proxy. */
export function inOriginForm(head: Buffer, { path }: AbsoluteForm): Buffer {
  const text = head.toString('latin1').replace(FOR_PROXIES, '');
  return Buffer.from(
    text.replace(/^(\S+ )[^\n]*?(?= HTTP\/1\.[01]\s)/m, (_target, method) => `${method}${path}`),
    'latin1',
  );
}

/** The head as a further proxy gets it. */
export function inAbsoluteForm(head: Buffer, authorization: string | undefined): Buffer {
  if (authorization === undefined) return head;
  const text = head.toString('latin1').replace(FOR_PROXIES, '');
  const field = `Proxy-Authorization: ${authorization}\r\n`;
  return Buffer.from(
    text.replace(/^\S[^\n]*\n/m, (first) => first + field),
    'latin1',
  );
}
