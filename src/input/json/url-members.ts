import type { RequestMessage } from '../../exchange/exchange.js';
import { PATH, URL_NAMES } from './exchange-members.js';
import { isObject, type JsonDocument, stringAt } from './json-headers.js';
import { type Found, isText, type Members } from './members.js';

/**
 * The address of a request: a URL in one piece, or one put together from base, host, path and query members. The
 * target is only set where the capture shows it as it was sent.
 */
export function readUrl(
  members: Members,
  document: JsonDocument,
): Pick<RequestMessage, 'url' | 'urlAt' | 'target'> {
  const address = members.find(URL_NAMES, isText);
  const found = address ?? members.find(PATH, isText);
  const base = origin(members);
  if (!found) return base ? { url: base } : {};
  const urlAt = stringAt(document, found.path);
  const written = found.value as string;
  const query = written.includes('?')
    ? undefined
    : members.find(['query', 'querystring', 'params', 'searchparams', 'search'], isQuery);
  const url = written + queryText(query);
  if (!written.startsWith('/'))
    return { url: base && !/^[a-z][\w+.-]*:\/\//i.test(url) ? `${base}/${url}` : url, urlAt };
  return { url: base ? base + url : url, urlAt, target: address && !query ? url : undefined };
}

function origin(members: Members): string | undefined {
  const base = members.text(['baseurl', 'baseuri', 'origin']);
  if (base) return base.replace(/\/$/, '');
  const host = members.text(['host', 'hostname', 'authority']);
  if (!host) return undefined;
  const scheme = members.text(['scheme', 'protocol']);
  return `${scheme && /^https?:?$/i.test(scheme) ? scheme.replace(/:$/, '').toLowerCase() : 'https'}://${host}`;
}

function isQuery(value: unknown): boolean {
  return isText(value) || (isObject(value) && Object.keys(value).length > 0);
}

function queryText(found: Found | undefined): string {
  if (!found) return '';
  if (typeof found.value === 'string') return `?${found.value.replace(/^\?/, '')}`;
  const pairs = Object.entries(found.value as Record<string, unknown>).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`,
    ),
  );
  return `?${pairs.join('&')}`;
}
