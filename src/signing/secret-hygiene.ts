import type { PackSettings } from '../causes/pack.js';
import { knownPrefix } from '../exchange/secret-shapes.js';
import { isPlaceholder } from '../facts/placeholder.js';
import type { GivenSecret } from './given.js';
import type { Scheme } from './scheme.js';

/** What can be said of a secret without showing any of it but a documented prefix. */
export interface SecretHygiene {
  /** Length in bytes. */
  readonly bytes: number;
  readonly remarks: readonly SecretRemark[];
}

export type SecretRemark =
  | { readonly is: 'placeholder' | 'repeated' | 'byte-order-mark' | 'utf-16' | 'json-web-token' }
  /** `characters` by their names. */
  | { readonly is: 'edge-space'; readonly at: 'start' | 'end'; readonly characters: readonly string[] }
  | { readonly is: 'line-breaks' | 'non-ascii' | 'control'; readonly count: number }
  | { readonly is: 'invisible'; readonly characters: readonly string[] }
  | { readonly is: 'quotes'; readonly around: boolean; readonly character: string }
  | { readonly is: 'short'; readonly length: number; readonly documented: number }
  | { readonly is: 'other-kind'; readonly prefix: string; readonly kind: string }
  | { readonly is: 'no-prefix'; readonly documented: readonly string[] }
  | { readonly is: 'other-environment'; readonly of: string; readonly called: string }
  /** `label` as in PEM: `PUBLIC KEY`. */
  | { readonly is: 'pem'; readonly label: string; readonly expected: boolean }
  /** `bytes` after decoding; `documented` where the documentation says how the text is written. */
  | {
      readonly is: 'hex' | 'base64' | 'base64url';
      readonly bytes: number;
      readonly documented: 'hex' | 'base64' | 'text' | undefined;
    }
  | { readonly is: 'not-as-documented'; readonly documented: 'hex' | 'base64' }
  | { readonly is: 'newline-stripped'; readonly newline: 'LF' | 'CR LF' };

export interface HygieneContext {
  readonly scheme?: Scheme | undefined;
  readonly pack?: PackSettings | undefined;
  /** The provider's environment that is called. */
  readonly environment?: string | undefined;
}

/** Remarks that by themselves call for a change; the others describe. */
export function isSuspicious(remark: SecretRemark): boolean {
  if (remark.is === 'pem') return !remark.expected;
  if (remark.is === 'hex') return remark.documented === 'base64';
  return !['base64', 'base64url', 'newline-stripped', 'non-ascii'].includes(remark.is);
}

/** Looks a secret over: how it is written, and what may have happened to it on its way. Never throws. */
export function secretHygiene(
  { value, strippedNewline }: Pick<GivenSecret, 'value' | 'strippedNewline'>,
  context: HygieneContext = {},
): SecretHygiene {
  const remarks: SecretRemark[] = [];
  const text = Buffer.from(value, 'latin1')
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const pem = PEM.exec(text)?.[1];
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)|^(?:[^\0]\0){4}/.test(value)) remarks.push({ is: 'utf-16' });
  else if (value.startsWith('\u00ef\u00bb\u00bf')) remarks.push({ is: 'byte-order-mark' });
  if (pem === undefined) remarks.push(...characterRemarks(text));
  const bare = withoutEdges(text);
  remarks.push(...kindRemarks(bare, pem, context), ...formRemarks(bare, pem, context.scheme));
  if (strippedNewline)
    remarks.push({ is: 'newline-stripped', newline: strippedNewline === '\n' ? 'LF' : 'CR LF' });
  return { bytes: value.length, remarks };
}

/** The labels in use (RFC 7468, and OpenSSL's own): any other text there may be a secret. */
const PEM =
  /-----BEGIN ((?:(?:RSA |EC |ENCRYPTED |OPENSSH )?PRIVATE|(?:RSA )?PUBLIC) KEY|CERTIFICATE|EC PARAMETERS)-----/;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\t': 'tab',
  '\n': 'line feed',
  '\r': 'carriage return',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2060': 'word joiner',
  '\ufeff': 'byte-order mark',
};
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/g;

function* characterRemarks(text: string): Iterable<SecretRemark> {
  for (const [at, pattern] of [
    ['start', /^\s+/],
    ['end', /\s+$/],
  ] as const) {
    const [space] = pattern.exec(text) ?? [];
    if (space) yield { is: 'edge-space', at, characters: namesIn(space) };
  }
  const inner = text.trim();
  const lineBreaks = inner.match(/\r\n|\r|\n/g)?.length ?? 0;
  if (lineBreaks > 0) yield { is: 'line-breaks', count: lineBreaks };
  const [, first, , last] = /^(["'`]?)(.*?)(["'`]?)$/s.exec(inner) ?? [];
  const quote = first || last;
  if (quote && inner.length > 1) yield { is: 'quotes', around: first === last, character: quote };
  const invisible = inner.match(INVISIBLE);
  if (invisible) yield { is: 'invisible', characters: namesIn(invisible.join('')) };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for
  const control = inner.match(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g)?.length ?? 0;
  if (control > 0) yield { is: 'control', count: control };
  const foreign = inner.replace(INVISIBLE, '').match(/[\u0080-\uffff]/g)?.length ?? 0;
  if (foreign > 0) yield { is: 'non-ascii', count: foreign };
}

function namesIn(characters: string): string[] {
  return [...new Set([...characters].map((character) => NAMES[character] ?? 'white space'))];
}

function withoutEdges(text: string): string {
  return text.trim().replace(/^(["'`])(.*)\1$/s, '$2');
}

function* kindRemarks(
  bare: string,
  pem: string | undefined,
  { scheme, pack, environment }: HygieneContext,
): Iterable<SecretRemark> {
  const { prefixes = [], minLength = 0, name } = scheme?.secret ?? {};
  if (isPlaceholder(bare)) yield { is: 'placeholder' };
  else if (/^(.)\1+$/s.test(bare)) yield { is: 'repeated' };
  else if (/^eyJ[\w-]+\.[\w-]+\./.test(bare)) yield { is: 'json-web-token' };
  else if (pem === undefined && bare.length < minLength)
    yield { is: 'short', length: bare.length, documented: minLength };

  const other = prefixes.some((prefix) => bare.startsWith(prefix)) ? undefined : otherKind(bare, pack);
  if (other && other.kind !== name) yield { is: 'other-kind', ...other };
  else if (!other && prefixes.length > 0 && !prefixes.some((prefix) => bare.startsWith(prefix)))
    yield { is: 'no-prefix', documented: prefixes };

  // A documented prefix that tells no environment leaves it open, whatever word follows.
  const isOpen = prefixes.some((prefix) => bare.startsWith(prefix) && !/_[a-z]+_$/.test(prefix));
  const of = isOpen ? undefined : environmentOf(bare, pack);
  if (of !== undefined && environment !== undefined && of !== environment)
    yield { is: 'other-environment', of, called: environment };
}

/** Which of the pack's credentials starts like this; the longest prefix tells. */
function otherKind(
  bare: string,
  pack: PackSettings | undefined,
): { prefix: string; kind: string } | undefined {
  const kinds = Object.values(pack?.credentials ?? {}).flatMap(
    ({ name, prefixes = {}, mistakenFor = {} }) => [
      ...Object.keys(prefixes).map((prefix) => ({ prefix, kind: name })),
      ...Object.entries(mistakenFor).map(([prefix, kind]) => ({ prefix, kind })),
    ],
  );
  return kinds
    .filter(({ prefix }) => bare.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

/** The environment that a documented prefix, or a word in a well-known one (`sk_test_`), names. */
function environmentOf(bare: string, pack: PackSettings | undefined): string | undefined {
  const credentials = Object.values(pack?.credentials ?? {});
  const documented = credentials
    .flatMap(({ prefixes = {} }) => Object.entries(prefixes))
    .find(([prefix]) => bare.startsWith(prefix));
  if (documented) return documented[1] ?? undefined;
  const word = /_([a-z]+)_$/.exec(knownPrefix(bare))?.[1];
  const named = Object.entries(pack?.environments ?? {}).find(
    ([name, { aka = [] }]) => word !== undefined && [name, ...aka].includes(word),
  );
  return named?.[0];
}

function* formRemarks(
  bare: string,
  pem: string | undefined,
  scheme: Scheme | undefined,
): Iterable<SecretRemark> {
  const wantsPem = scheme !== undefined && /^(?:rsa|ecdsa|ed25519)/.test(scheme.mac);
  if (pem !== undefined) {
    yield { is: 'pem', label: pem, expected: wantsPem };
    return;
  }
  const documented = scheme?.secret?.form;
  const prefix = [...(scheme?.secret?.prefixes ?? []), knownPrefix(bare)].find(
    (one) => one && bare.startsWith(one),
  );
  const code = bare.slice(prefix?.length ?? 0);
  const form = formOf(code);
  if (form) yield { is: form, bytes: Buffer.from(code, form).length, documented };
  const fits = documented === 'hex' ? form === 'hex' : documented !== 'base64' || BASE64.test(code);
  if (documented !== undefined && documented !== 'text' && !fits)
    yield { is: 'not-as-documented', documented };
}

const BASE64 = /^[\w+/-]*={0,2}$/;

/** Letters and digits alone are base64 as well: only what tells it apart counts. */
function formOf(code: string): 'hex' | 'base64' | 'base64url' | undefined {
  if (/^(?:[0-9a-f]{2}){8,}$/i.test(code)) return 'hex';
  if (code.length < 16 || !BASE64.test(code)) return undefined;
  if (code.length % 4 === 0 && /[+/=]/.test(code) && !/[-_]/.test(code)) return 'base64';
  return /=$/.test(code) && code.length % 4 === 0 && !/[+/]/.test(code) ? 'base64url' : undefined;
}
