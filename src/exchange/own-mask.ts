/** What the copies of `errdoctor redact` and of `--save-har` hold in place of secrets, whatever alphabet they were of. */
const OWN_MASK = /(?:ed0c){4}|masked[*/_-]?by[*/_-]?errdoctor/i;

/**
 * Whether a value is one that errdoctor put in place of a secret, also within a pair of Basic credentials. A secret of
 * fewer than about twenty characters leaves too little to tell.
 */
export function isOwnMask(value: string): boolean {
  if (OWN_MASK.test(value)) return true;
  const [, pair] = /^basic\s+([\w+/=-]+)$/i.exec(value.trim()) ?? [];
  return pair !== undefined && OWN_MASK.test(Buffer.from(pair, 'base64').toString('latin1'));
}
