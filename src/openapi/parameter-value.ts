import { isRedacted } from '../exchange/headers.js';
import { decoded } from './url-template.js';

/** How a parameter is written (OpenAPI 3.1.1, section 4.8.12.2). */
export interface ParameterStyle {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: string;
  readonly explode: boolean;
  /** Its type by the schema: `array` and `object` are written in several ways. */
  readonly type: 'array' | 'object' | 'plain';
}

/** What was sent for a parameter: a text, texts, or texts by name. Masked: sent, and nothing more is known. */
export type SentValue =
  | { readonly is: 'sent'; readonly value: unknown }
  | { readonly is: 'absent' }
  | { readonly is: 'masked' };

const ABSENT: SentValue = { is: 'absent' };
const SEPARATORS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20| |\+/,
  pipeDelimited: /%7C|\|/i,
};

/** Reads a parameter of the query by its style. */
export function queryValue(query: string, { name, style, explode, type }: ParameterStyle): SentValue {
  const pairs = query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [key = '', ...rest] = pair.split('=');
      return { key: formDecoded(key), raw: rest.join('=') };
    });
  if (type === 'object' && style === 'deepObject') return deepObject(pairs, name);
  // The members of an exploded object are parameters of their own: which of them belong to it cannot be told.
  if (type === 'object' && explode) return { is: 'masked' };
  const own = pairs.filter(({ key }) => key === name || (type === 'array' && key === `${name}[]`));
  const [first] = own;
  if (!first) return ABSENT;
  const texts =
    explode || type === 'plain'
      ? own.map(({ raw }) => formDecoded(raw))
      : first.raw.split(SEPARATORS[style] ?? /,|%2C/i).map(formDecoded);
  return shaped(texts, type, own.length > 1);
}

/** Reads a piece of the path, a header or a cookie by its style. */
export function plainValue(
  text: string,
  { name, in: place, style, explode, type }: ParameterStyle,
): SentValue {
  let rest = text;
  if (style === 'label') rest = rest.replace(/^\./, '');
  if (style === 'matrix') rest = rest.replace(new RegExp(`^;(?:${escaped(name)}=)?`), '');
  const decode = place === 'path' ? decoded : (one: string) => one;
  if (type === 'plain') return shaped([decode(rest)], type, false);
  const separator =
    explode && style === 'label'
      ? '.'
      : explode && style === 'matrix'
        ? `;${type === 'array' ? `${name}=` : ''}`
        : ',';
  const pieces = rest.split(separator).map((piece) => decode(piece.trim()));
  if (type === 'array') return shaped(pieces, type, true);
  const pairs = explode
    ? pieces.map((piece) => piece.split('=') as [string, string])
    : pieces.flatMap((piece, index) => (index % 2 === 0 ? [[piece, pieces[index + 1] ?? ''] as const] : []));
  return { is: 'sent', value: Object.fromEntries(pairs) };
}

function shaped(texts: readonly string[], type: ParameterStyle['type'], several: boolean): SentValue {
  if (texts.some(isRedacted)) return { is: 'masked' };
  if (type === 'object') {
    const pairs = texts.flatMap((text, index) =>
      index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : [],
    );
    return { is: 'sent', value: Object.fromEntries(pairs) };
  }
  return { is: 'sent', value: type === 'array' || several ? [...texts] : texts[0] };
}

function deepObject(pairs: readonly { key: string; raw: string }[], name: string): SentValue {
  const members = pairs.flatMap(({ key, raw }) =>
    key.startsWith(`${name}[`) && key.endsWith(']')
      ? [[key.slice(name.length + 1, -1), formDecoded(raw)] as const]
      : [],
  );
  if (members.some(([, text]) => isRedacted(text))) return { is: 'masked' };
  return members.length > 0 ? { is: 'sent', value: Object.fromEntries(members) } : ABSENT;
}

/** Decoded as forms and queries are: a plus is a space. */
export function formDecoded(text: string): string {
  return decoded(text.replaceAll('+', ' '));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
