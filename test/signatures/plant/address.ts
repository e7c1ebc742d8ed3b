import { target } from '../call.js';
import { oneOf, type PlantFamily, replace } from '../plant.js';
import type { Draft } from '../signer.js';

const plants: PlantFamily = [
  {
    id: 'path-query',
    make: (draft, random) =>
      oneOf(random, {
        'query left out': replaceAny(draft, ['path', 'url'], (text) => text.split('?')[0] as string),
        'query signed':
          draft.call.query !== undefined &&
          !draft.recipe.parts.query &&
          replaceAny(draft, ['path'], (path) => (path.includes('?') ? path : `${path}?${draft.call.query}`)),
        'query of the list left out': isSigv4(draft) && replace(draft, 'query', () => ''),
      }),
  },
  {
    id: 'path-base',
    make: (draft, random) =>
      oneOf(random, {
        'without the first segment': replaceAny(draft, ['path'], (path) =>
          path.replace(/^\/[^/?]+(?=\/)/, ''),
        ),
        'without the first two segments': replaceAny(draft, ['path'], (path) =>
          path.replace(/^(?:\/[^/?]+){2}(?=\/)/, ''),
        ),
        'with host': !isSigv4(draft) && replaceAny(draft, ['path'], (path) => draft.call.host + path),
        'the whole URL':
          !isSigv4(draft) && replaceAny(draft, ['path'], (path) => `https://${draft.call.host}${path}`),
        'only the path of the URL': replaceAny(draft, ['url'], () => target(draft.call)),
      }),
  },
  {
    id: 'path-trailing-slash',
    make: (draft, random) =>
      oneOf(random, {
        toggled: replaceAny(draft, ['path', 'url'], (text) => {
          const [path = '', query] = text.split('?');
          const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
          return query === undefined ? other : `${other}?${query}`;
        }),
      }),
  },
  {
    id: 'path-proxy-url',
    make: (draft, random) =>
      oneOf(random, {
        'http for https': replace(draft, 'url', (url) => url.replace('https:', 'http:')),
        'with port 443': replace(draft, 'url', (url) =>
          url.replace(draft.call.host, `${draft.call.host}:443`),
        ),
        'internal host':
          'url' in draft.recipe.parts &&
          (() => {
            draft.call.headers.push(['X-Forwarded-Host', draft.call.host], ['X-Forwarded-Proto', 'https']);
            draft.call.host = 'app.internal:3000';
          }),
      }),
  },
  {
    id: 'enc-double',
    make: (draft, random) =>
      oneOf(random, {
        'encoded once more': replaceAny(draft, ['path'], (path) => path.replaceAll('%', '%25')),
        'encoded once less': replaceAny(draft, ['path'], (path) =>
          path.includes('%25') ? path.replaceAll('%25', '%') : path,
        ),
        decoded: replaceAny(draft, ['path', 'url'], (text) => {
          const [path = '', ...query] = text.split('?');
          return [unescaped(path), ...query].join('?');
        }),
      }),
  },
  {
    id: 'enc-plus-space',
    make: (draft, random) =>
      oneOf(random, {
        '%20 for +': replaceAny(draft, ['query', 'path', 'url'], (text) => text.replaceAll('+', '%20')),
        '+ for %20': replaceAny(draft, ['query', 'path', 'url'], (text) => {
          const [path = '', ...query] = text.includes('?') ? text.split('?') : ['', text];
          return [path, ...query.map((pairs) => pairs.replaceAll('%20', '+'))].filter(Boolean).join('?');
        }),
      }),
  },
  {
    id: 'enc-reserved',
    make: (draft, random) =>
      oneOf(random, {
        'encoded after signing': replaceQuery(draft, unescaped),
        'encoded before signing': replaceQuery(draft, (query) =>
          query
            .split('&')
            .map((pair) =>
              pair
                .split('=')
                .map((text) => encodeURIComponent(decodeURIComponent(text.replaceAll('+', '%20'))))
                .join('='),
            )
            .join('&'),
        ),
      }),
  },
];
export default plants;

/** Its path is encoded by a rule of its own. */
function isSigv4({ recipe }: Draft): boolean {
  return 'keyDate' in recipe.parts;
}

function replaceAny(draft: Draft, names: readonly string[], by: (text: string) => string) {
  const name = names.find((one) => draft.recipe.parts[one]);
  return name === undefined ? undefined : replace(draft, name, by);
}

function replaceQuery(draft: Draft, by: (query: string) => string) {
  if (isSigv4(draft)) return undefined;
  return replaceAny(draft, ['query', 'path', 'url'], (text) => {
    const mark = text.indexOf('?');
    if (mark === -1) return 'query' in draft.recipe.parts ? by(text) : text;
    return text.slice(0, mark + 1) + by(text.slice(mark + 1));
  });
}

/** Percent-decoded, byte by byte. */
function unescaped(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
