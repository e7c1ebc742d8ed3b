import { jsonSlice, jsonText, parameter } from './body-values.js';
import type { Material } from './material.js';
import type { AtomName } from './mistake.js';
import type { Atom, PartNode, Scheme } from './scheme.js';

/** What an atom is called, and where its value comes from. */
interface AtomDefinition<One extends Atom> {
  /** As it is named to the user. */
  label(atom: One, scheme: Scheme): string;
  /** Read off the exchange: undefined where the capture does not hold it. The other atoms are put together (build.ts). */
  value?(atom: One, material: Material, tokens: Readonly<Record<string, string>>): string | undefined;
}

type AtomOf<Name extends AtomName> = Extract<Atom, Readonly<Record<Name, unknown>>>;

/** Every atom of scheme.ts. */
const ATOMS: { readonly [Name in AtomName]: AtomDefinition<AtomOf<Name>> } = {
  secret: { label: () => 'secret' },
  method: { label: () => 'method', value: (_, { method }) => method },
  host: { label: () => 'host', value: (_, { host }) => host },
  path: { label: () => 'path', value: (_, { path }) => path },
  query: { label: () => 'query', value: (_, { query }) => query },
  target: {
    label: () => 'path and query',
    value: (_, { path, query }) => (path !== undefined && query ? `${path}?${query}` : path),
  },
  url: { label: () => 'URL', value: (_, { url }) => url },
  body: { label: () => 'body', value: (_, { body }) => body },
  header: { label: ({ header }) => header, value: ({ header }, material) => material.header(header) },
  param: {
    label: ({ param }) => `parameter ${param}`,
    value: ({ param }, { query }) => (query === undefined ? undefined : parameter(query, param)),
  },
  form: {
    label: ({ form }) => `form parameter ${form}`,
    value: ({ form }, { body }) => (body === undefined ? undefined : parameter(body, form)),
  },
  field: {
    label: ({ field }) => field,
    value: ({ field }, { body }) => (body === undefined ? undefined : jsonText(body, field)),
  },
  raw: {
    label: ({ raw }) => `"${raw}" as sent`,
    value: ({ raw }, { body }) => (body === undefined ? undefined : jsonSlice(body, raw)),
  },
  time: {
    label: (_, { time }) => {
      const from = time?.from;
      return typeof from === 'object' && 'header' in from ? `timestamp (${from.header})` : 'timestamp';
    },
  },
  token: { label: ({ token }) => token, value: ({ token }, _, tokens) => tokens[token] },
  part: { label: ({ part }) => part },
  join: { label: ({ of }, scheme) => of.map((one) => partLabel(one, scheme)).join(' + ') },
  hmac: { label: () => 'hmac' },
  choose: { label: () => 'part' },
  first: {
    label: ({ first }, scheme) => [...new Set(first.map((one) => partLabel(one, scheme)))].join(' or '),
  },
};

export const ATOM_NAMES = Object.keys(ATOMS) as readonly AtomName[];

/** The kind of a part: the member that names its atom. */
export function atomName(part: Atom): AtomName {
  return ATOM_NAMES.find((name) => name in part) as AtomName;
}

/** The value of an atom that is read off the exchange; undefined where the capture does not hold it. */
export function atomValue(
  atom: Atom,
  material: Material,
  tokens: Readonly<Record<string, string>>,
): string | undefined {
  const definition: AtomDefinition<Atom> = ATOMS[atomName(atom)];
  return definition.value?.(atom, material, tokens);
}

/** A part as it is named to the user. */
export function partLabel(part: PartNode | string, scheme: Scheme): string {
  if (typeof part === 'string') return 'text';
  const definition: AtomDefinition<Atom> = ATOMS[atomName(part)];
  const label = definition.label(part, scheme);
  const steps = (part.then ?? []).flatMap((step) =>
    typeof step === 'string' ? (STEP_WORDS[step] ?? step) : [],
  );
  if (steps.length === 0) return label;
  const digest = steps.find((step) => step.startsWith('SHA') || step === 'MD5');
  const rest = steps.filter((step) => step !== digest);
  return [digest ? `${digest} of the ${label}` : label, ...rest].join(', ');
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  upper: 'upper case',
  lower: 'lower case',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
