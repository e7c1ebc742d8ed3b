import type { RequestMessage } from './exchange.js';
import { looksRandom } from './looks-random.js';

/** The host of a URL, lower case, without port and user. */
export function hostOfUrl(url: string | undefined): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase();
}

/** The host that was called: that of the URL, else that of the `Host` header. */
export function hostOf(request: RequestMessage | undefined): string | undefined {
  return hostOfUrl(request?.url) ?? request?.headers.get('host')?.value.replace(/:\d+$/, '').toLowerCase();
}

/** Path and query as sent; undefined where they were not captured. */
export function targetOf(request: RequestMessage | undefined): string | undefined {
  if (request?.target !== undefined) return request.target.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(request?.url ?? '')?.[1];
  // Readers write a URL without any path where the path was not captured.
  if (path) return path;
  return request?.url?.startsWith('/') ? request.url : undefined;
}

/** The path as sent, without the query. */
export function pathOf(request: RequestMessage | undefined): string | undefined {
  return targetOf(request)?.split('?', 1)[0];
}

/** The query as sent, without its question mark; empty where the target has none. */
export function queryOf(request: RequestMessage | undefined): string | undefined {
  return targetOf(request)?.replace(/^[^?]*\??/, '');
}

/**
 * The template of a path, `/v1/cards/{id}` of `/v1/cards/card_12`: a segment with a digit that is no version names one
 * thing, and so does one with a word of random letters.
 */
export function routeOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (isId(segment) ? '{id}' : segment))
    .join('/');
}

function isId(segment: string): boolean {
  if (/\d/.test(segment)) return !/^v\d{1,2}$/i.test(segment);
  return segment.length >= 10 && segment.split(/[^a-z]+/i).some(looksRandom);
}
