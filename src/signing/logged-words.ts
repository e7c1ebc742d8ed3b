import type { SignatureReport } from '../report/diagnosis.js';
import { differenceOf } from './difference.js';
import type { Finding, FoundMistake } from './finding.js';
import type { Scheme } from './scheme.js';

type LoggedReport = NonNullable<SignatureReport['stringToSign']>;

/** What is known of the string that the user's program logged, for the report. */
export function loggedReport(
  finding: Finding,
  scheme: Scheme,
  doneWords: (mistake: FoundMistake) => string,
): LoggedReport | undefined {
  const { logged, expected } = finding;
  if (!logged) return undefined;
  const { isExpected, mistakes, isSigned, message } = logged;
  const difference = expected && isExpected === false ? differenceOf(expected.message, message) : undefined;
  const part = difference && partAt(finding, scheme, difference.offset);
  return {
    verdict: isExpected === undefined ? 'not-compared' : isExpected ? 'same' : 'differs',
    says: sentences(finding, part, doneWords).join(' '),
    ...(part !== undefined && { part }),
    ...(mistakes.length > 0 && {
      mistakes: mistakes.map((mistake) => ({ id: mistake.id, says: doneWords(mistake) })),
    }),
    ...(isSigned !== undefined && { signed: isSigned }),
    ...(difference && { difference }),
  };
}

function* sentencesOf(
  { logged, is, missing, secretFrom }: Finding,
  part: string | undefined,
  doneWords: (mistake: FoundMistake) => string,
): Iterable<string> {
  const { isExpected, notCompared, mistakes = [], isSigned, newline } = logged ?? {};
  if (notCompared)
    yield `The logged string was not compared: ${NOT_COMPARED[notCompared]}${notCompared === 'missing' ? missing.join(', ') : ''}.`;
  else if (isExpected) yield 'The logged string is exactly the expected one.';
  else if (mistakes.length > 0)
    yield `The logged string is the expected one computed ${mistakes.map(doneWords).join(' and ')}.`;
  else
    yield `The logged string differs from the expected one${part ? ` in ${part}` : ''}, as no known mistake does.`;
  if (newline)
    yield `The ${newline === 'LF' ? 'line break' : 'CR LF'} at the end of its file is taken for the log's.`;
  if (isSigned === true && is !== 'right')
    yield `It is what was signed: the signature comes out over it${secretFrom ? ` with the secret from ${secretFrom}` : ''}.`;
  if (isSigned === false)
    yield 'The signature that was sent does not come out over it: it is of another request, or signed with another secret.';
  if (isExpected && is !== 'right' && is !== 'mistake')
    yield 'So what is signed is right; the key, the digest or its encoding is not.';
}

const NOT_COMPARED = {
  missing: 'the capture does not hold ',
  inexact: 'it differs, but the capture does not hold the exact bytes of the body either',
  secret: 'the secret is a part of it and was not given',
} as const;

function sentences(...known: Parameters<typeof sentencesOf>): string[] {
  return [...sentencesOf(...known)];
}

/** The part of the expected string that holds a byte, or before which it stands; undefined where it is one whole. */
function partAt({ expected }: Finding, { message }: Scheme, offset: number): string | undefined {
  const { parts = [] } = expected ?? {};
  if (parts.length < 2 || typeof message === 'string' || !('join' in message) || message.then)
    return undefined;
  let end = 0;
  for (const { label, value } of parts) {
    end += value.length + Buffer.byteLength(message.join);
    if (offset < end) return `the ${label}`;
  }
  return 'what follows the last part';
}
