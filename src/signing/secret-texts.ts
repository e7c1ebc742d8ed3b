import { schemeLength } from '../exchange/credential-ranges.js';
import { isSecretHeader } from '../exchange/secret-names.js';
import { digestOf } from './mac.js';
import type { MistakeContext, Variant } from './mistake.js';
import type { PartNode } from './scheme.js';
import { decodeUri, percentEncode } from './uri.js';

/** What the text of a secret becomes on its way to the program that signs: the common things first. */
export function* secretTexts(secret: string, context: MistakeContext, atom: PartNode): Iterable<Variant> {
  const isDecoded = atom.then?.some((step) => step === 'unbase64' || step === 'unhex') ?? false;
  yield* edges(secret);
  yield* cutByFiles(secret);
  // Before a decoder these end in an error, not in a signature.
  if (!isDecoded) yield* enclosed(secret);
  yield* otherPrefixes(secret, context);
  if (!isDecoded) yield* decoded(secret, context);
  yield* otherCredentials(context);
  for (const value of context.otherSecrets)
    yield { id: 'sec-environment', detail: 'another secret that was given', value };
  yield* hashed(secret);
  yield* otherCharacters(secret);
  yield* empty(context);
}

function of(id: string): (detail: string, value: string) => Variant {
  return (detail, value) => ({ id, detail, value });
}

/** Only ASCII: the byte of a no-break space is part of other characters in UTF-8. */
const EDGES = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const MARK = '\u00ef\u00bb\u00bf';

function* edges(secret: string): Iterable<Variant> {
  const as = of('sec-whitespace');
  yield as('without the white space around it', secret.replace(EDGES, ''));
  yield as('that ends in a line break', `${secret}\n`);
  yield as('that ends in CR LF', `${secret}\r\n`);
  yield as('that ends in a carriage return, as a file with Windows line ends leaves it', `${secret}\r`);
  yield as('that ends in a space', `${secret} `);
  if (secret.startsWith(MARK)) yield as('without its byte-order mark', secret.slice(MARK.length));
}

/** What readers of `.env` files, shells and YAML make of a secret. */
function* cutByFiles(secret: string): Iterable<Variant> {
  const as = of('sec-envfile');
  yield as('without the quotes around it', secret.replace(/^[ \t]*(["'`])(.*)\1\s*$/s, '$2'));
  if (/["']/.test(secret)) yield as('without any quotes', secret.replace(/["']/g, ''));
  if (/[^\n]\n[^\n]/.test(secret)) {
    const lines = secret.replaceAll('\r\n', '\n');
    yield as('with its line breaks written as \\n', lines.replaceAll('\n', '\\n'));
    yield as('with a space for each of its line breaks', lines.replaceAll('\n', ' '));
  }
  if (secret.includes('#')) {
    yield as('cut off at #', secret.replace(/#.*$/s, ''));
    yield as('cut off at " #"', secret.replace(/\s+#.*$/s, ''));
  }
  if (secret.includes('=')) yield as('cut off at =', secret.replace(/=.*$/s, ''));
  if (secret.includes('$')) {
    yield as('with $name replaced by nothing', secret.replace(/\$(?:[A-Za-z_]\w*|\d|\{\w*\})/g, ''));
    yield as('with $$ turned into $', secret.replaceAll('$$', '$'));
    yield as('with $ escaped as $$', secret.replaceAll('$', '$$$$'));
  }
  if (secret.includes('\\')) {
    yield as('with \\n turned into a line break', secret.replaceAll('\\n', '\n'));
    yield as('without its backslashes', secret.replace(/\\(.)/gs, '$1'));
  }
}

function* enclosed(secret: string): Iterable<Variant> {
  yield { id: 'sec-whitespace', detail: 'that starts with a space', value: ` ${secret}` };
  const as = of('sec-envfile');
  yield as('in double quotes', `"${secret}"`);
  yield as('in single quotes', `'${secret}'`);
}

const WORDS_BEFORE = /^[a-z][a-z0-9]{1,9}_(?:[a-z]{2,10}_)*/;

function* otherPrefixes(secret: string, { scheme }: MistakeContext): Iterable<Variant> {
  const as = of('sec-prefix');
  const documented = scheme.secret?.prefixes ?? [];
  const own = documented.filter((prefix) => secret.startsWith(prefix));
  for (const prefix of own) yield as(`without its prefix ${prefix}`, secret.slice(prefix.length));
  // Which words they are is not said: nobody documented that they are no secret.
  const words = WORDS_BEFORE.exec(secret)?.[0] ?? '';
  yield as('without the words before its last underscore', secret.slice(words.length));
  yield as('without the word before its first underscore', words ? secret.replace(/^[^_]*_/, '') : secret);
  if (own.length === 0)
    for (const prefix of documented) yield as(`with ${prefix} before it`, prefix + secret);
  if (secret.startsWith('v1,')) yield as('without its prefix v1,', secret.slice(3));
  else if (secret.startsWith('whsec_')) yield as('with v1, before it', `v1,${secret}`);
}

const BASE64 = /^[\w+/-]{4,}={0,2}\s*$/;
const HEX = /^(?:[0-9a-f]{2}){2,}$/i;

/** Text was documented. */
function* decoded(secret: string, { scheme }: MistakeContext): Iterable<Variant> {
  if (HEX.test(secret)) {
    const value = Buffer.from(secret, 'hex').toString('latin1');
    yield { id: 'sec-hex-key', detail: 'that was hex-decoded first', value };
  }
  const as = of('sec-not-decoded');
  // As the receivers of other providers with the same prefix do it.
  for (const prefix of scheme.secret?.prefixes ?? []) {
    const rest = secret.slice(prefix.length);
    if (secret.startsWith(prefix) && BASE64.test(rest))
      yield as(`without its prefix ${prefix}, base64-decoded`, unbase64(rest));
  }
  if (!BASE64.test(secret)) return;
  const url = /[-_]/.test(secret);
  yield as(`that was ${url ? 'base64url' : 'base64'}-decoded first`, unbase64(secret));
  if (url) yield as('that was base64-decoded first, - and _ skipped', unbase64(secret.replace(/[-_]/g, '')));
}

function unbase64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}

const CREDENTIAL = /(?:^|[-_])(?:id|client|merchant|account|user|public)$/;
const NO_CREDENTIAL = /(?:request|trace|correlation|span|message|event|delivery)-?id$|signature|cookie/;

/** Other credentials that the exchange shows: the API key, the client's id, a token. */
function* otherCredentials({ scheme, material }: MistakeContext): Iterable<Variant> {
  const as = of('sec-wrong-kind');
  for (const name of material.headerNames) {
    const value = material.header(name);
    if (!value || name === scheme.at.header?.toLowerCase() || NO_CREDENTIAL.test(name)) continue;
    if (!isSecretHeader(name) && !CREDENTIAL.test(name)) continue;
    yield as(`taken from the header ${name}`, value);
    const credential = value.slice(schemeLength(value));
    if (credential === value) continue;
    yield as(`taken from the header ${name}, without its scheme`, credential);
    const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(unbase64(credential)) ?? [];
    if (password) yield as(`taken from the header ${name}, its password`, password);
    if (user) yield as(`taken from the header ${name}, its user name`, user);
  }
}

const HASHES = [
  ['sha256', 'SHA-256', 'medium'],
  ['sha512', 'SHA-512', 'low'],
  ['md5', 'MD5', 'medium'],
  ['sha1', 'SHA-1', 'low'],
] as const;

function* hashed(secret: string): Iterable<Variant> {
  const as = of('sec-prehashed');
  for (const [name, said, often] of HASHES) {
    const bytes = digestOf(name, secret);
    const hex = Buffer.from(bytes, 'latin1').toString('hex');
    yield { ...as(`that was hashed with ${said} first, as hex`, hex), often };
    yield { ...as(`that was hashed with ${said} first`, bytes), often: 'low' };
  }
  const bytes = Buffer.from(secret, 'latin1');
  yield as('that was base64-encoded first', bytes.toString('base64'));
  yield { ...as('that was hex-encoded first', bytes.toString('hex')), often: 'low' };
}

function* otherCharacters(secret: string): Iterable<Variant> {
  const as = of('sec-special-chars');
  const bytes = Buffer.from(secret, 'latin1');
  const text = bytes.toString('utf8');
  yield as('with + turned into a space', secret.replaceAll('+', ' '));
  yield as('that was URL-decoded first', decodeUri(secret.replaceAll('+', ' ')));
  yield as('that was URL-decoded first, + kept', decodeUri(secret));
  yield as('that was percent-encoded first', percentEncode(secret, 'rfc3986'));
  yield as('in the URL alphabet of base64', secret.replaceAll('+', '-').replaceAll('/', '_'));
  if (/[&<>"]/.test(secret)) {
    const escaped = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    yield as('that was HTML-escaped first', escaped.replaceAll('"', '&quot;'));
  }
  if (/[\u0080-\u00ff]/.test(secret)) {
    yield as('in Latin-1', Buffer.from(text, 'latin1').toString('latin1'));
    yield as('encoded as UTF-8 twice', Buffer.from(secret, 'utf8').toString('latin1'));
  }
  yield {
    ...as(
      'in lower case',
      secret.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
    ),
    often: 'low',
  };
  yield {
    ...as(
      'in upper case',
      secret.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    ),
    often: 'low',
  };
}

/** The secret took no part: the signature comes out for everybody. */
function* empty({ scheme }: MistakeContext): Iterable<Variant> {
  const as = of('sec-empty');
  yield as('nothing', '');
  const words = (scheme.secret?.name ?? 'secret').toLowerCase().split(/\W+/).join('_');
  const names = [words, words.toUpperCase(), `your_${words}`, `YOUR_${words.toUpperCase()}`];
  for (const value of [
    'undefined',
    'null',
    'None',
    'secret',
    'changeme',
    ...names,
    `$${words.toUpperCase()}`,
  ])
    yield { ...as(`"${value}"`, value), alone: true };
}
