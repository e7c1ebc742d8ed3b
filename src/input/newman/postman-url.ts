import { isObject } from '../json/json-headers.js';

/** A URL as Postman's collection format keeps it: a text, or its parts (schema v2.1.0, definition `url`). */
export function postmanUrl(url: unknown): string | undefined {
  if (typeof url === 'string') return url;
  if (!isObject(url)) return undefined;
  const host = joined(url.host, '.');
  if (!host) return typeof url.raw === 'string' ? url.raw : undefined;
  const scheme = typeof url.protocol === 'string' ? url.protocol.replace(/:?(?:\/\/)?$/, '') : 'https';
  const port = typeof url.port === 'string' && url.port ? `:${url.port}` : '';
  const path = joined(url.path, '/');
  const slash = path.startsWith('/') ? '' : '/';
  return `${scheme}://${host}${port}${path ? slash + path : ''}${queryOf(url.query)}`;
}

function joined(parts: unknown, separator: string): string {
  if (typeof parts === 'string') return parts;
  return Array.isArray(parts) ? parts.filter((part) => typeof part === 'string').join(separator) : '';
}

function queryOf(query: unknown): string {
  if (typeof query === 'string') return query ? `?${query}` : '';
  if (!Array.isArray(query)) return '';
  const pairs = query.flatMap((parameter: unknown) => {
    if (!isObject(parameter) || parameter.disabled === true || typeof parameter.key !== 'string') return [];
    return typeof parameter.value === 'string' ? `${parameter.key}=${parameter.value}` : parameter.key;
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
