import type { Material } from '../material.js';
import { defineMistakes, type Variant } from '../mistake.js';
import { normalizePath } from '../uri.js';
import { type UrlParts, urlParts, writeUrl } from '../url-parts.js';

/** More or less of the URL than what the provider signs. */
export default defineMistakes({
  mistakes: {
    'path-query': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Sign the documented part of the URL: whether the query string and its question mark belong to it is part of the scheme.',
    },
    'path-base': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Sign the documented part of the URL: a path starts at its first slash and includes a version prefix such as /v1.',
    },
    'path-trailing-slash': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Sign the path of the request line, and stop the client or framework from adding or removing a slash at its end.',
    },
    'path-double-slash': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Send the path without //, ./ and ../ and sign those same bytes.',
    },
  },
  atoms: {
    *path(value, { material }) {
      const withQuery = material.query ? `?${material.query}` : undefined;
      if (withQuery) yield otherQuery('the query string after the path', value + withQuery);
      yield* slashes(urlParts(value));
      yield* bases(value, 'the path', material);
      if (withQuery) yield* bases(value + withQuery, 'path and query string', material);
    },
    *target(value, { material }) {
      const parts = urlParts(value);
      yield otherQuery('the path without its query string', parts.path);
      if (!parts.query) yield otherQuery('a question mark after the path', `${parts.path}?`);
      else yield otherQuery('no question mark before the query string', parts.path + parts.query);
      yield* slashes(parts);
      yield* bases(value, 'path and query string', material);
      if (parts.query) yield* bases(parts.path, 'the path', material);
    },
    *url(value) {
      const parts = urlParts(value);
      yield otherQuery('the URL without its query string', writeUrl({ ...parts, query: undefined }));
      if (!parts.query) yield otherQuery('a question mark after the URL', writeUrl({ ...parts, query: '' }));
      yield* slashes(parts);
      const target = writeUrl({ ...parts, scheme: '', authority: '' });
      yield otherBase(
        parts.query ? 'path and query string in place of the URL' : 'the path in place of the URL',
        target,
      );
      yield otherBase('the path in place of the URL', parts.path);
      yield otherBase('the URL without its scheme', parts.authority + target);
    },
    *query(value, { material }) {
      if (value === '') return;
      yield otherQuery('a question mark before the query string', `?${value}`);
      if (material.path) yield otherQuery('the path before the query string', `${material.path}?${value}`);
    },
  },
});

function otherQuery(detail: string, value: string): Variant {
  return { id: 'path-query', detail, value };
}

function otherBase(detail: string, value: string): Variant {
  return { id: 'path-base', detail, value };
}

/** What a client does that keeps the base URL and the rest of the path apart, or only has the absolute URL. */
function* bases(value: string, name: string, { url, host, query }: Material): Iterable<Variant> {
  const { scheme, authority } = urlParts(url ?? '');
  const sentTo = authority || host;
  if (sentTo) {
    const what = query && name === 'the path' ? 'the URL without its query string' : 'the whole URL';
    yield otherBase(what, `${scheme || 'https'}://${sentTo}${value}`);
    yield otherBase(`the host before ${name}`, sentTo + value);
  }
  let rest: string | undefined = value;
  for (const ordinal of ['second', 'third']) {
    rest = /^\/[^/?]*(\/.*)$/s.exec(rest)?.[1];
    if (rest === undefined) break;
    yield otherBase(`${name} from its ${ordinal} segment on`, rest);
  }
  if (value.startsWith('/')) yield otherBase(`${name} without its first slash`, value.slice(1));
}

function* slashes(parts: UrlParts): Iterable<Variant> {
  const { path } = parts;
  const write = (id: string, detail: string, changed: string): Variant => ({
    id,
    detail,
    value: writeUrl({ ...parts, path: changed }),
  });
  if (path === '/') yield write('path-trailing-slash', 'an empty path', '');
  else if (path.endsWith('/'))
    yield write('path-trailing-slash', 'no slash at the end of the path', path.slice(0, -1));
  else yield write('path-trailing-slash', 'a slash at the end of the path', `${path}/`);
  yield write('path-double-slash', '//, ./ and ../ taken out of the path', normalizePath(path));
  yield write('path-double-slash', 'a second slash at the start of the path', `/${path}`);
}
