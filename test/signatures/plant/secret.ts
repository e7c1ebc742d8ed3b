import type { PlantFamily } from '../plant.js';
import { oneOf } from '../plant.js';
import { type Bytes, base64, bytes, hash, hex, unbase64, unhex } from '../recipe.js';
import type { Draft } from '../signer.js';

const plants: PlantFamily = [
  {
    id: 'sec-whitespace',
    make: (draft, random) =>
      oneOf(random, {
        'a line break at the end': () => secret(draft, (text) => `${text}\n`),
        'a Windows line break at the end': () => secret(draft, (text) => `${text}\r\n`),
        'a space at the end': () => secret(draft, (text) => `${text} `),
        'a space in front': () => secret(draft, (text) => ` ${text}`),
        'the given secret has a line break': !strict(draft) && (() => given(draft, (text) => `${text}\n`)),
      }),
  },
  {
    id: 'sec-envfile',
    make: (draft, random) =>
      oneOf(random, {
        'double quotes kept': () => secret(draft, (text) => `"${text}"`),
        'single quotes kept': () => secret(draft, (text) => `'${text}'`),
        'the given secret has quotes': !strict(draft) && (() => given(draft, (text) => `"${text}"`)),
        'cut at #':
          draft.recipe.secret.includes('#') && (() => secret(draft, (text) => text.split('#')[0] ?? '')),
      }),
  },
  {
    id: 'sec-not-decoded',
    make({ recipe }, random) {
      const { secret, key } = recipe;
      const right = key(secret, recipe.parts);
      const ways: Record<string, Bytes> = {
        'used as text': secret,
        'the text after its prefix': secret.replace(/^whsec_/, ''),
        'base64-decoded': unbase64(secret),
        'base64-decoded after its prefix': unbase64(secret.replace(/^whsec_/, '')),
      };
      // Decoding makes sense only of what looks encoded, and AWS derives its key by a chain.
      const looksEncoded = /^(?:whsec_)?[A-Za-z0-9+/]{20,}={0,2}$/.test(secret) && secret.length % 4 === 0;
      const fitting = Object.entries(ways).filter(
        ([, value]) => value !== right && (looksEncoded || right === unbase64(secret.replace(/^whsec_/, ''))),
      );
      if (fitting.length === 0 || 'keyDate' in recipe.parts) return undefined;
      const [detail, value] = random.pick(fitting);
      recipe.key = (other) => (other === secret ? value : decodedLike(detail, other));
      return detail;
    },
  },
  {
    id: 'sec-hex-key',
    make({ recipe }) {
      const { secret } = recipe;
      if (!/^(?:[\da-fA-F]{2}){16,}$/.test(secret)) return undefined;
      const decodes = recipe.key(secret, recipe.parts) === unhex(secret);
      recipe.key = decodes ? (text) => text : unhex;
      return decodes ? 'used as text' : 'hex-decoded';
    },
  },
  {
    id: 'sec-prefix',
    make(draft, random) {
      const prefix = /^(?:psk_live_|psk_|whsec_|whs_|sk_test_|shpss_|pf_secret_)/.exec(
        draft.recipe.secret,
      )?.[0];
      // Standard Webhooks strip it anyway.
      const stripped = draft.recipe.key(draft.recipe.secret, draft.recipe.parts) !== draft.recipe.secret;
      return oneOf(random, {
        dropped:
          prefix !== undefined && !stripped && (() => secret(draft, (text) => text.slice(prefix.length))),
      });
    },
  },
  {
    id: 'sec-wrong-kind',
    make(draft, random) {
      const { others } = draft;
      if (others.length === 0) return undefined;
      const other = random.pick(others);
      secret(draft, () => other);
      return 'another value of the account';
    },
  },
  {
    id: 'sec-special-chars',
    make: (draft, random) =>
      oneOf(random, {
        'URL-decoded': /%[\da-f]{2}/i.test(draft.recipe.secret) && (() => secret(draft, decodeURIComponent)),
        'a space for each +':
          draft.recipe.secret.includes('+') &&
          !strict(draft) &&
          (() => secret(draft, (text) => text.replaceAll('+', ' '))),
      }),
  },
  {
    id: 'sec-prehashed',
    make({ recipe }, random) {
      const way = random.pick(['sha256 in hex', 'sha256', 'sha512 in hex', 'md5 in hex', 'base64']);
      const { key } = recipe;
      const hashed: Record<string, (text: Bytes) => Bytes> = {
        'sha256 in hex': (text) => hex(hash('sha256', text)),
        sha256: (text) => hash('sha256', text),
        'sha512 in hex': (text) => hex(hash('sha512', text)),
        'md5 in hex': (text) => hex(hash('md5', text)),
        base64,
      };
      const plain = key(recipe.secret, recipe.parts) === recipe.secret;
      if (!plain) return undefined;
      recipe.key = (text) => hashed[way]?.(text) ?? text;
      return way;
    },
  },
  {
    id: 'sec-scope',
    make({ recipe: { parts } }, random) {
      if (!parts.keyDate) return undefined;
      // The local date where that of UTC is due.
      parts.keyDate = nextDay(parts.keyDate, random.pick([-1, 1]));
      return `date ${parts.keyDate}`;
    },
  },
  {
    id: 'sec-empty',
    make({ recipe }) {
      if ('keyDate' in recipe.parts) return undefined;
      recipe.secret = '';
      recipe.key = () => '';
      return 'an empty secret';
    },
  },
];
export default plants;

/** The program's secret differs from the right one. */
function secret({ recipe }: Draft, change: (text: Bytes) => Bytes): void {
  recipe.secret = change(recipe.secret);
}

/** What the user gives to errdoctor differs from what the program, rightly, signed with. */
function given(draft: Draft, change: (text: string) => string): void {
  draft.given = change(draft.given);
}

/** Whether the text is decoded, so that a change of it may be a change of nothing. */
function strict({ recipe }: Draft): boolean {
  return recipe.key(recipe.secret, recipe.parts) !== recipe.secret;
}

function decodedLike(way: string, text: Bytes): Bytes {
  if (way === 'used as text') return text;
  const bare = way.includes('prefix') ? text.replace(/^whsec_/, '') : text;
  return way.startsWith('base64') ? unbase64(bare) : bare;
}

function nextDay(date: string, days: number): string {
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)) + days);
  return bytes(new Date(day).toISOString().slice(0, 10).replaceAll('-', ''));
}
