import { jsonSlice, jsonText, parameter } from './body-values.js';
import type { Material } from './material.js';
import type { AtomName } from './mistake.js';
import type { Atom, PartNode, Scheme } from './scheme.js';

/** The kind of a part: the member that names its atom. */
export function atomName(part: PartNode): AtomName {
  return ATOMS.find((name) => name in part) as AtomName;
}

const ATOMS: readonly AtomName[] = [
  'secret',
  'method',
  'host',
  'path',
  'query',
  'target',
  'url',
  'body',
  'header',
  'param',
  'form',
  'field',
  'raw',
  'time',
  'token',
  'part',
  'join',
  'hmac',
  'choose',
  'first',
];

/** The value of an atom that is read off the exchange; undefined where the capture does not hold it. */
export function atomValue(
  atom: Atom,
  material: Material,
  tokens: Readonly<Record<string, string>>,
): string | undefined {
  const { method, host, path, query, url, body } = material;
  if ('method' in atom) return method;
  if ('host' in atom) return host;
  if ('path' in atom) return path;
  if ('query' in atom) return query;
  if ('target' in atom) return path === undefined ? undefined : query ? `${path}?${query}` : path;
  if ('url' in atom) return url;
  if ('body' in atom) return body;
  if ('header' in atom) return material.header(atom.header);
  if ('param' in atom) return query === undefined ? undefined : parameter(query, atom.param);
  if ('form' in atom) return body === undefined ? undefined : parameter(body, atom.form);
  if ('field' in atom) return body === undefined ? undefined : jsonText(body, atom.field);
  if ('raw' in atom) return body === undefined ? undefined : jsonSlice(body, atom.raw);
  if ('token' in atom) return tokens[atom.token];
  return undefined;
}

/** A part as it is named to the user. */
export function partLabel(part: PartNode | string, scheme: Scheme): string {
  if (typeof part === 'string') return 'text';
  const label = bareLabel(part, scheme);
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

function bareLabel(part: PartNode, scheme: Scheme): string {
  if ('header' in part) return part.header;
  if ('param' in part) return `parameter ${part.param}`;
  if ('form' in part) return `form parameter ${part.form}`;
  if ('field' in part) return part.field;
  if ('raw' in part) return `"${part.raw}" as sent`;
  if ('token' in part) return part.token;
  if ('part' in part) return part.part;
  if ('time' in part) return timeLabel(scheme);
  if ('target' in part) return 'path and query';
  if ('url' in part) return 'URL';
  if ('join' in part) return part.of.map((one) => partLabel(one, scheme)).join(' + ');
  if ('choose' in part || 'first' in part) return 'part';
  return atomName(part);
}

function timeLabel({ time }: Scheme): string {
  const from = time?.from;
  return typeof from === 'object' && 'header' in from ? `timestamp (${from.header})` : 'timestamp';
}
