import type { Finding } from '../../src/signing/finding.js';
import { type Case, plantedCase, rightCase } from './case.js';
import type { Examine } from './engine.js';
import { type Bytes, hash, hmac } from './recipe.js';
import { signers } from './registry.js';

/** What the search made of one planted case. */
export interface Judged {
  readonly made: Case;
  readonly count: number;
  readonly finding: Finding;
  /** An explanation reproduces the signature, with no more mistakes than were planted. */
  readonly found: boolean;
  /** An explanation names just the planted ids, or others for the same fault. */
  readonly exact: boolean;
}

/** So many cases with one, two and three mistakes for each scheme. */
export interface Amounts {
  readonly one: number;
  readonly two: number;
  readonly three: number;
}

/** Plants mistakes in the requests of a scheme and searches for them. */
export async function* judgedCases(
  examine: Examine,
  scheme: string,
  { one, two, three }: Amounts,
): AsyncGenerator<Judged> {
  const signer = signers.get(scheme);
  if (!signer) throw new Error(`no scheme is called ${scheme}`);
  for (const [count, amount] of [
    [1, one],
    [2, two],
    [3, three],
  ] as const) {
    for (let made = 0, seed = 0; made < amount && seed < amount * 3; seed++) {
      const planted = plantedCase(scheme, signer, count, `${scheme} ${count} ${seed}`);
      if (!planted) continue;
      made++;
      yield judge(planted, count, await examine(planted.capture, planted.pack, planted.secrets, count));
    }
  }
}

/** The seeds of right requests whose signature was not called right. */
export async function notCalledRight(examine: Examine, scheme: string, amount: number): Promise<string[]> {
  const signer = signers.get(scheme);
  if (!signer) throw new Error(`no scheme is called ${scheme}`);
  const wrong: string[] = [];
  for (let index = 0; index < amount; index++) {
    const made = rightCase(scheme, signer, `${scheme} right ${index}`);
    const finding = await examine(made.capture, made.pack, made.secrets, 1);
    if (finding.is !== 'right') wrong.push(`${made.seed}: ${finding.is}`);
  }
  return wrong;
}

export function judge(made: Case, count: number, finding: Finding): Judged {
  const fitting = finding.explanations.filter(
    ({ mistakes, key, message }) => mistakes.length <= count && reproduces(made.mac, key, message),
  );
  const planted = namesOf(made.planted);
  return {
    made,
    count,
    finding,
    found: finding.is === 'mistake' && fitting.length > 0,
    exact: fitting.some(({ mistakes }) => namesOf(mistakes) === planted),
  };
}

/** The case in words, for a list of what was missed. */
export function told({ made, finding }: Judged): string {
  const planted = made.planted.map(({ id, detail }) => `${id} (${detail})`).join(' + ');
  const explained = finding.explanations.map(({ mistakes }) => idsOf(mistakes)).join(' or ');
  return `${made.seed}: ${planted} -> ${finding.is}${explained && `, ${explained}`}`;
}

function idsOf(mistakes: readonly { readonly id: string }[]): string {
  return mistakes
    .map(({ id }) => id)
    .sort()
    .join(' + ');
}

/** Names for the same fault seen from different sides, as the failure catalogue has them. */
const ALIKE: readonly (readonly string[])[] = [
  [
    'body-two-serialisers',
    'body-parsed',
    'body-whitespace',
    'body-key-order',
    'body-slash-escape',
    'body-unicode-escape',
    'num-format',
  ],
  ['can-part-missing', 'met-missing', 'body-on-get', 'body-empty', 'par-placement'],
  ['sec-wrong-kind', 'sec-environment'],
  ['ts-twice', 'nonce'],
];

function namesOf(mistakes: readonly { readonly id: string }[]): string {
  return idsOf(mistakes.map(({ id }) => ({ id: ALIKE.find((ids) => ids.includes(id))?.[0] ?? id })));
}

const DIGESTS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

/** Whether some digest over this message with this key really gives the signature: computed anew. */
function reproduces(mac: Bytes, key: Bytes, message: Bytes): boolean {
  return DIGESTS.some((digest) =>
    [
      () => hmac(digest, key, message),
      () => hmac(digest, message, key),
      () => hash(digest, key + message),
      () => hash(digest, message + key),
      () => hash(digest, message),
    ].some((compute) => compute() === mac),
  );
}
