import { oneOf, type PlantFamily, replace } from '../plant.js';

const plants: PlantFamily = [
  {
    id: 'can-param-sort',
    make: (draft, random) =>
      oneOf(random, {
        'query sorted': !('keyDate' in draft.recipe.parts) && replace(draft, 'query', sorted),
        'query as sent':
          'keyDate' in draft.recipe.parts && replace(draft, 'query', () => draft.call.query ?? ''),
        'form sorted': isForm(draft.recipe.parts.body) && replace(draft, 'body', sorted),
      }),
  },
  {
    id: 'par-placement',
    make(draft, random) {
      const { query, body } = draft.recipe.parts;
      if (!query || !body || 'keyDate' in draft.recipe.parts) return undefined;
      return oneOf(random, {
        'the query alone': replace(draft, 'body', () => ''),
        'the body alone': replace(draft, 'query', () => ''),
      });
    },
  },
  {
    id: 'val-bool',
    make: (draft, random) =>
      oneOf(random, {
        'query as Python prints it': !('keyDate' in draft.recipe.parts) && replace(draft, 'query', pythonic),
        'form as Python prints it': isForm(draft.recipe.parts.body) && replace(draft, 'body', pythonic),
      }),
  },
  {
    id: 'num-format',
    make: (draft, random) =>
      oneOf(random, {
        'query without trailing zeros':
          !('keyDate' in draft.recipe.parts) && replace(draft, 'query', trimmed),
        'form without trailing zeros': isForm(draft.recipe.parts.body) && replace(draft, 'body', trimmed),
      }),
  },
  {
    id: 'enc-plus-space',
    make: (draft, random) =>
      oneOf(random, {
        '%20 for + in the form':
          isForm(draft.recipe.parts.body) && replace(draft, 'body', (body) => body.replaceAll('+', '%20')),
      }),
  },
  {
    id: 'enc-reserved',
    make: (draft, random) =>
      oneOf(random, {
        'form not encoded':
          isForm(draft.recipe.parts.body) &&
          replace(draft, 'body', (body) =>
            body
              .replaceAll('+', ' ')
              .replace(/%([\da-f]{2})/gi, (_, code: string) =>
                String.fromCharCode(Number.parseInt(code, 16)),
              ),
          ),
      }),
  },
];
export default plants;

function isForm(body: string | undefined): boolean {
  return body !== undefined && /^[\w.[\]-]+=/.test(body);
}

function sorted(pairs: string): string {
  return pairs.split('&').sort().join('&');
}

function pythonic(pairs: string): string {
  return pairs.replace(
    /=(true|false)(?=&|$)/g,
    (_, word: string) => `=${word === 'true' ? 'True' : 'False'}`,
  );
}

function trimmed(pairs: string): string {
  return pairs.replace(/=(\d+)\.(\d*?)0+(?=&|$)/g, (_, whole: string, rest: string) =>
    rest ? `=${whole}.${rest}` : `=${whole}`,
  );
}
