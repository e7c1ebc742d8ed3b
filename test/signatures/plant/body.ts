import { gzipSync } from 'node:zlib';
import { leaves, oneOf, type Plant, type PlantFamily, replace, shape } from '../plant.js';
import { type Bytes, base64, bytes } from '../recipe.js';
import type { Draft } from '../signer.js';
import { recordedAs } from '../values.js';

const plants: PlantFamily = [
  ...['JavaScript', 'Python', 'PHP', 'Go', 'C#', 'Ruby'].map(reprinted),
  {
    id: 'body-repr',
    make(draft, random) {
      const text = recordedAs(draft.recipe.parts.body ?? '')?.printed['Python str'];
      return oneOf(random, { 'Python str': text !== undefined && replace(draft, 'body', () => bytes(text)) });
    },
  },
  {
    id: 'body-charset',
    make: (draft, random) =>
      oneOf(random, {
        'ISO 8859-1': isJson(draft) && replace(draft, 'body', latin1),
        'ASCII with question marks':
          isJson(draft) && replace(draft, 'body', (body) => atMost(utf8(body), 0x7f)),
        'UTF-8 encoded twice': isJson(draft) && replace(draft, 'body', bytes),
        'UTF-16':
          isJson(draft) &&
          replace(draft, 'body', (body) => Buffer.from(utf8(body), 'utf16le').toString('latin1')),
      }),
  },
  {
    id: 'body-file-newline',
    make: (draft, random) =>
      oneOf(random, {
        'a line break at the end':
          isPlainBody(draft) && replace(draft, 'body', (body) => (body ? `${body}\n` : body)),
        'a Windows line break at the end':
          isPlainBody(draft) && replace(draft, 'body', (body) => (body ? `${body}\r\n` : body)),
        'the last line break dropped': replace(draft, 'body', (body) => body.replace(/\n$/, '')),
        'all line breaks dropped':
          isPlainBody(draft) && replace(draft, 'body', (body) => body.replace(/[\r\n]/g, '')),
      }),
  },
  {
    id: 'body-crlf',
    make: (draft, random) =>
      oneOf(random, { 'CR LF': replace(draft, 'body', (body) => body.replaceAll('\n', '\r\n')) }),
  },
  {
    id: 'body-bom',
    make: (draft, random) =>
      oneOf(random, {
        'with a byte-order mark':
          isJson(draft) && replace(draft, 'body', (body) => (body ? `\xef\xbb\xbf${body}` : body)),
      }),
  },
  {
    id: 'body-gzip',
    make(draft) {
      const { call, recipe } = draft;
      if (!isJson(draft) || !call.body || call.body !== recipe.parts.body || 'keyDate' in recipe.parts)
        return undefined;
      call.body = gzipSync(Buffer.from(call.body, 'latin1')).toString('latin1');
      call.headers.push(['Content-Encoding', 'gzip']);
      recipe.parts.body = call.body;
      return 'the compressed bytes';
    },
  },
  {
    id: 'body-base64-gateway',
    make: (draft, random) =>
      oneOf(random, {
        'in base64': isJson(draft) && replace(draft, 'body', (body) => base64(body)),
      }),
  },
  {
    id: 'body-empty',
    make: (draft, random) =>
      draft.recipe.parts.body !== '' || draft.call.body !== undefined
        ? undefined
        : oneOf(random, {
            '{}': replace(draft, 'body', () => '{}'),
            null: replace(draft, 'body', () => 'null'),
            undefined: replace(draft, 'body', () => 'undefined'),
            'empty quotes': replace(draft, 'body', () => '""'),
            '[]': replace(draft, 'body', () => '[]'),
          }),
  },
  {
    id: 'body-on-get',
    make: (draft, random) =>
      oneOf(random, {
        'signed as if there were none':
          draft.call.body !== undefined && shapeHasMore(draft) && replace(draft, 'body', () => ''),
      }),
  },
  {
    id: 'body-hash-form',
    make(draft, random) {
      const form = random.pick(['none', 'upper hex', 'base64', 'bytes', 'hex'] as const);
      let fits = false;
      const set = (message: ReturnType<typeof shape>, really: boolean) => {
        for (const piece of 'of' in message
          ? [message, ...message.of.flatMap((one) => ('of' in one ? [one] : []))]
          : []) {
          const inner = piece.label === 'body hash' || piece.label === 'inner' ? piece : undefined;
          if (!inner?.hash || inner.hash.form === form) continue;
          fits = true;
          if (really) inner.hash = { ...inner.hash, form };
        }
      };
      set(shape(draft), false);
      if (!fits) return undefined;
      draft.recipe.edits.push((message) => set(message, true));
      return form;
    },
  },
  {
    id: 'num-format',
    make: (draft, random) =>
      oneOf(random, {
        'as JavaScript prints numbers':
          isJson(draft) &&
          replace(
            draft,
            'body',
            numbersAs((text) => String(Number(text))),
          ),
      }),
  },
  {
    id: 'body-multipart',
    make(draft, random) {
      const { call } = draft;
      const type = call.headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
      if (!type.includes('form') || !draft.recipe.parts.body) return undefined;
      const pairs = Object.fromEntries(new URLSearchParams(draft.recipe.parts.body));
      return oneOf(random, {
        'JSON in place of the form': replace(draft, 'body', () => bytes(JSON.stringify(pairs))),
      });
    },
  },
];
export default plants;

/** The program signs what one printer makes of the body, and its HTTP library sends what another does. */
function reprinted(language: string): Plant {
  return {
    id: 'body-two-serialisers',
    make(draft, random) {
      const recorded = recordedAs(draft.recipe.parts.body ?? '');
      const ways = Object.entries(recorded?.printed ?? {}).filter(
        ([way]) => way.startsWith(`${language} `) && way !== 'Python str',
      );
      return oneOf(
        random,
        Object.fromEntries(ways.map(([way, text]) => [way, replace(draft, 'body', () => bytes(text))])),
      );
    },
  };
}

function isJson({ recipe: { parts } }: Draft): boolean {
  return /^\s*[{[]/.test(parts.body ?? '');
}

function isPlainBody(draft: Draft): boolean {
  return isJson(draft) && !draft.recipe.parts.body?.endsWith('\n');
}

function shapeHasMore(draft: Draft): boolean {
  return leaves(shape(draft)).length > 1;
}

function utf8(value: Bytes): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

/** The text in ISO 8859-1, with a question mark for what that lacks. */
function latin1(value: Bytes): Bytes {
  return atMost(utf8(value), 0xff);
}

/** With a question mark for each character beyond. */
function atMost(text: string, last: number): string {
  return Array.from(text, (character) => ((character.codePointAt(0) ?? 0) > last ? '?' : character)).join('');
}

function numbersAs(print: (token: string) => string): (body: Bytes) => Bytes {
  return (body) =>
    body.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
      token.startsWith('"') ? token : print(token),
    );
}
