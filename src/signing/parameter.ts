import type { Atom, Scheme } from './scheme.js';

/** What the caller of a signing function gives. */
export interface Parameter {
  /** Words in lower case with hyphens between: `webhook-id`. */
  readonly name: string;
  readonly kind: 'text' | 'bytes' | 'map';
  /** What the caller gives, where the name does not tell. */
  readonly says?: string;
  /** The value that it stands for; none for a map. */
  readonly atom?: Atom;
  /** Where the same value may stand instead. */
  readonly alternatives?: readonly Atom[];
}

/** Values of the headers that a request names itself. */
export const HEADERS: Parameter = {
  name: 'headers',
  kind: 'map',
  says: 'the values of the signed headers by their names in lower case',
};

/** Names that some language keeps for itself, or that the printed code uses. */
const RESERVED =
  /^(?:as|base64|case|class|const|def|default|delete|else|for|from|function|global|hashlib|hmac|if|import|in|is|lambda|list|new|not|or|print|re|return|sign|status|this|time|try|type|use|var|with|yield)$/;

/**
 * The parameter for a value that is read off a request.
 *
 * @param taken names that stand for something else already
 */
export function parameterFor(atom: Atom, scheme: Scheme, taken: ReadonlySet<string>): Parameter {
  const candidates = namesOf(atom).map(hyphenated);
  const [shortest = 'value'] = candidates;
  const name =
    candidates.find((one) => !taken.has(one) && !RESERVED.test(one)) ??
    (taken.has(shortest) ? `signed-${shortest}` : `request-${shortest}`);
  const says = meaningOf(atom, scheme);
  return { name, kind: 'body' in atom || 'raw' in atom ? 'bytes' : 'text', ...(says && { says }), atom };
}

/** From the shortest on. */
function namesOf(atom: Atom): string[] {
  if ('time' in atom) return ['timestamp'];
  if ('header' in atom) return [atom.header.replace(/^x-/i, ''), atom.header];
  if ('param' in atom) return [atom.param];
  if ('form' in atom) return [atom.form];
  if ('token' in atom) return [atom.token];
  if ('field' in atom || 'raw' in atom) {
    const keys = ('field' in atom ? atom.field : atom.raw).split('.');
    return keys.map((_, index) => keys.slice(-index - 1).join('-'));
  }
  return Object.keys(atom);
}

function hyphenated(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(?=\d)/, 'n')
    .toLowerCase();
}

const UNITS = {
  s: 'seconds since 1970',
  ms: 'milliseconds since 1970',
  iso: 'ISO 8601',
  basic: 'ISO 8601 as 20260921T122640Z',
} as const;

function meaningOf(atom: Atom, { time, secret }: Scheme): string | undefined {
  if ('secret' in atom) return secret?.name && `the ${secret.name}`;
  if ('time' in atom) return time?.unit.map((unit) => UNITS[unit]).join(' or ');
  if ('body' in atom) return 'the bytes exactly as sent';
  if ('raw' in atom) return `the bytes of ${atom.raw} in the body, exactly as sent`;
  if ('path' in atom) return 'without the query, as sent';
  if ('query' in atom) return 'without the question mark, as sent';
  if ('target' in atom) return 'path and query, as sent';
  if ('url' in atom) return 'absolute, as sent';
  if ('header' in atom) return `the header ${atom.header}`;
  if ('param' in atom) return `the query's ${atom.param}, decoded; empty without one`;
  if ('form' in atom) return `the form's ${atom.form}, decoded`;
  if ('field' in atom) return `the body's ${atom.field}, as text; empty without one`;
  return undefined;
}
