/** Every name of a secret holds one of these: a quick test before the words are looked at. */
export const SECRET_NAME_PART =
  /pass|pwd|secret|token|key|auth|cookie|jwt|sig|pin|cv[vc]|csc|otp|hmac|assertion|dpop|pan|card|sess|ticket|code|mnemonic|seed|phrase|track|answer/i;

/** Names whose last word says that the value is a credential, wherever they stand. */
const SECRET_WORDS = new Set(
  (
    'secret token signature apikey authkey accesskey secretkey privatekey passcode passphrase authorization cookie jwt ' +
    'pin cvv cvv2 cvc cvc2 csc otp totp hmac assertion accesstoken refreshtoken clientsecret dpop pan cardnumber jsessionid phpsessid mnemonic track1 track2'
  ).split(' '),
);
const PASSWORD_WORDS = new Set(['password', 'passwd', 'pwd', 'passphrase']);
const ABOUT_PASSWORDS = new Set('policy reset expired required length strength type at id url'.split(' '));

/** `page_token` and its kin are positions in a list. */
const PUBLIC_TOKENS = new Set(
  'page next previous prev continuation sync cursor pagination resume public'.split(' '),
);

/** In a body `…_key` often names a field or a row; only these make it a credential. */
const SECRET_KEYS = new Set(
  (
    'api secret private access signing encryption auth client merchant master service server account shared hmac webhook ' +
    'license ssh rsa subscription'
  ).split(' '),
);
/** In headers `…-key` is a credential unless it is one of these (RFC 6455 for websocket). */
const PUBLIC_KEYS = new Set(
  (
    'idempotency idempotent public publishable websocket socket surrogate cache sort partition primary foreign dedup ' +
    'deduplication request message routing route trace'
  ).split(' '),
);

const SECRET_PARAMETERS = new Set(['key', 'sig', 'auth', 'ticket']);

/** Of several words, only the last two together say that the value is a credential; alone they are ordinary words. */
const SECRET_PAIRS =
  /^(?:(?:access|auth|authorization) code|(?:seed|recovery|mnemonic) (?:phrase|words)|(?:security|secret) answer|track[12] data|(?:user|login|db|database|admin|smtp|ftp|wallet) pass)$/;
/** Alone they say it, but as the end of a longer name they need not (`boarding_pass`, `random_seed`). */
const SECRET_ALONE = new Set(['pass', 'seed']);
const SESSION = /^(?:x |user |client )*session ?(?:id|key)?$/;
/** What tells one of several credentials from the others (`X-Hub-Signature-256`, `X-Api-Key2`, `Api-Key-Old`). */
const ORDINAL = /^(?:\d+|old|new|current|previous|primary|secondary|backup)$/;

/** Whether a header of this name carries a credential or a signature made with one. */
export const isSecretHeader = remembering((name) => {
  const words = wordsOf(name);
  while (words.length > 1 && ORDINAL.test(words.at(-1) as string)) words.pop();
  const last = words.pop()?.replace(/(?<=key|signature|token|secret)\d+$/, '') ?? '';
  words.push(last === 'keys' && SECRET_KEYS.has(words.at(-1) ?? '') ? 'key' : last);
  if (SESSION.test(words.join(' '))) return true;
  if (words.at(-1) === 'key') return words.length === 1 || !PUBLIC_KEYS.has(words.at(-2) as string);
  return isSecretMember(words.join('-')) || words.at(-1) === 'auth' || words.at(-1) === 'authentication';
});

/** Whether a member of a JSON, form or XML body, or a member of a log line, of this name holds a secret. */
export const isSecretMember = remembering((name) => {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) return false;
  const before = words.at(-2) ?? '';
  if (words.some((word) => PASSWORD_WORDS.has(word))) return !ABOUT_PASSWORDS.has(last);
  if (last === 'key') return SECRET_KEYS.has(before);
  if (last === 'number') return before === 'card';
  if (last === 'token') return !PUBLIC_TOKENS.has(before);
  if (words.length === 1 && SECRET_ALONE.has(last)) return true;
  if (SECRET_PAIRS.test(`${before} ${last}`)) return true;
  return SECRET_WORDS.has(last);
});

const REMEMBERED = 2000;
const LONGEST_NAME = 64;

/** The same names come in every exchange: each is judged once. */
function remembering(judge: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const judged = SECRET_NAME_PART.test(name) && judge(name);
    if (known.size >= REMEMBERED) known.clear();
    if (name.length <= LONGEST_NAME) known.set(name, judged);
    return judged;
  };
}

/** Whether a query parameter of this name holds a secret; `code` is left to {@link isAuthorizationCode}. */
export function isSecretParameter(name: string): boolean {
  return (
    SECRET_PARAMETERS.has(name.toLowerCase()) || SESSION.test(wordsOf(name).join(' ')) || isSecretMember(name)
  );
}

/** Whether a member of this name holds what identifies a person: no credential, but nothing to share either. */
export function isPersonalMember(name: string): boolean {
  return PERSONAL.test(wordsOf(name).join(' '));
}

const PERSONAL = /(?:^| )(?:bvn|ssn|iban|social security number|(?:bank )?account ?number)$/;

/** An OAuth authorization code (RFC 6749, section 4.1.2), as opposed to an error or country code. */
export function isAuthorizationCode(name: string, value: string): boolean {
  return name.toLowerCase() === 'code' && value.length >= 16 && /\d/.test(value);
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
