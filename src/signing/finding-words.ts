import { figure } from '../figure.js';
import type { RuleText } from '../causes/compiled.js';
import type { PackSettings } from '../causes/pack.js';
import type { CauseReport, SignatureReport } from '../report/diagnosis.js';
import type { FactContext } from '../facts/fact.js';
import { causeOf, causesOf } from './cause-of.js';
import { checklistOf } from './checklist.js';
import { differenceOf } from './difference.js';
import type { Explanation, Finding, FoundMistake } from './finding.js';
import { loggedReport } from './logged-words.js';
import type { Mistake } from './mistake.js';
import { mistakeFamilies } from './mistakes.generated.js';
import type { Scheme } from './scheme.js';
import { type TimeForm, timeWords } from './timestamp.js';
import { visible } from './visible.js';
import { readValue } from './written-form.js';

type Words = Pick<RuleText, 'title' | 'cause' | 'fix'> & { readonly proof?: CauseReport['proof'] };

const SHOWN_BYTES = 600;

/**
 * The words of a rule that speaks of the signature, once the signature was examined: what was computed stands in place
 * of what the rule could only suppose.
 *
 * @returns undefined where the rule's own words stand
 */
export function causeWords(pack: PackSettings, finding: Finding, rule: string): Words | undefined {
  const scheme = pack.signatures?.[finding.scheme];
  if (!scheme || !causesOf(scheme).includes(rule)) return undefined;
  const from = finding.secretFrom ?? 'the user';
  if (finding.is === 'right') return rightWords(pack, finding, from);
  if (finding.is === 'not-found') return notFoundWords(finding, from);
  const [explanation] = finding.explanations;
  if (finding.is !== 'mistake' || !explanation) return undefined;
  const { mistakes } = explanation;
  if (mistakes.length === 0) return unknownMistakeWords(finding, explanation, from);
  const own = mistakes.filter(({ id }) => causeOf(scheme, id) === rule);
  return own.length > 0 ? mistakeWords(finding, explanation, own, from) : undefined;
}

/** What is known of the signature, for the report. */
export function signatureReport(pack: PackSettings, finding: Finding, facts: FactContext): SignatureReport {
  const scheme = pack.signatures?.[finding.scheme];
  const window = windowOf(scheme, facts);
  const stringToSign = scheme && loggedReport(finding, scheme, doneWords);
  const checklist = checklistOf(pack, finding, facts);
  const { depth, candidates, complete, expected, explanations } = finding;
  const difference = expected && explanations[0] && differenceOf(expected.message, explanations[0].message);
  return {
    scheme: `${pack.id}/${finding.scheme}`,
    name: finding.name,
    verdict: finding.unseen && finding.is === 'no-signature' ? 'incomplete' : finding.is,
    says: [verdictSentence(finding), ...timeSentences(pack.signatures?.[finding.scheme], window, facts)].join(
      ' ',
    ),
    ...(window && { window }),
    ...(candidates > 0 && { searched: { depth, candidates, complete } }),
    ...(explanations.length > 0 && {
      explanations: explanations.map(({ mistakes }) =>
        mistakes.map((mistake) => ({ id: mistake.id, says: `${madeWord(finding)} ${doneWords(mistake)}` })),
      ),
    }),
    ...(expected && difference && { difference }),
    ...(finding.sent && scheme && { sent: withoutMiddle(finding.sent, scheme) }),
    ...(expected?.signature && scheme && { computed: withoutMiddle(expected.signature, scheme) }),
    ...(expected && {
      expected: expected.parts.map(({ label, value }) => ({
        part: label,
        text: visible(value, SHOWN_BYTES),
      })),
    }),
    ...(stringToSign && { stringToSign }),
    ...(checklist.length > 0 && { checklist }),
  };
}

/** The signature in a value as people compare it: its ends, and its length. */
function withoutMiddle(value: string, { at }: Scheme): string {
  const [signature = value] = readValue(at, value).signatures;
  const { length } = signature;
  if (length < 24) return visible(signature);
  return `${visible(signature.slice(0, 6))}…${visible(signature.slice(-4))} (${length} characters)`;
}

/** The signed time against the window that is documented; undefined where either is unknown. */
function windowOf(scheme: Scheme | undefined, facts: FactContext): SignatureReport['window'] {
  const { past, future } = scheme?.time ?? {};
  const age = facts.fact('timestamp.age');
  if ((past === undefined && future === undefined) || age.is !== 'known' || typeof age.value !== 'number')
    return undefined;
  const side = facts.fact('timestamp.window');
  const known = side.is === 'known' && side.value !== undefined ? side.value === 'inside' : undefined;
  const inside = isOtherUnit(facts) ? false : known;
  return {
    ageSeconds: age.value,
    ...(past !== undefined && { past }),
    ...(future !== undefined && { future }),
    ...(inside !== undefined && { inside }),
  };
}

function isOtherUnit(facts: FactContext): boolean {
  const accepted = facts.fact('timestamp.unitAccepted');
  return accepted.is === 'known' && accepted.value === false;
}

function timeSentences(
  scheme: Scheme | undefined,
  window: SignatureReport['window'],
  facts: FactContext,
): string[] {
  if (!scheme?.time || !isOtherUnit(facts)) return window ? [windowSentence(window)] : [];
  const form = facts.fact('timestamp.unit');
  const sent = form.is === 'known' ? ` in ${timeWords(form.value as TimeForm)}` : ' of another form';
  const documented = scheme.time.unit.map((unit) => timeWords(unit)).join(' or ');
  return [
    `But its timestamp is${sent}; ${documented} ${documented.endsWith('s') ? 'are' : 'is'} documented, so the receiver reads another time.`,
  ];
}

function windowSentence({
  ageSeconds,
  past,
  future,
  inside,
}: NonNullable<SignatureReport['window']>): string {
  const side = ageSeconds < 0 ? 'after' : 'before';
  const limit = ageSeconds < 0 ? future : past;
  const allowed = limit === undefined ? '' : ` (${limit} s are accepted)`;
  if (inside) return `Its time is inside the window${allowed}.`;
  return inside === undefined
    ? `It was signed ${Math.abs(ageSeconds)} s ${side} the clock it is compared with${allowed}; how long the call took decides whether that was inside the window.`
    : `It was signed ${Math.abs(ageSeconds)} s ${side} the clock it is compared with, outside the window by ${Math.abs(ageSeconds) - (limit ?? 0)} s${allowed}.`;
}

/** One sentence on what was found. */
export function verdictSentence(finding: Finding): string {
  const { name, missing, explanations } = finding;
  switch (finding.is) {
    case 'right':
      return `The ${name} is right for the secret from ${finding.secretFrom ?? 'the user'}.`;
    case 'mistake':
      if (explanations[0]?.mistakes.length === 0)
        return `The ${name} was made over another string than the documented one.`;
      if (explanations[0]?.bits === 0)
        return `By the logged string, the ${name} was computed ${listed(explanations[0].mistakes.map(doneWords))}.`;
      return `The ${name} comes out exactly when it is computed ${listed((explanations[0]?.mistakes ?? []).map(doneWords))}.`;
    case 'not-found':
      return `${searchedWords(finding)} none gives the ${name} that was sent.`;
    case 'inexact':
      return `The ${name} covers the body, and this capture does not hold the bytes that travelled: nothing can be proven. --data FILE gives them.`;
    case 'incomplete':
      return `The ${name} covers what this capture does not hold: ${missing.join(', ')}.${missing.some((part) => /\bbody\b/.test(part)) ? ' --data FILE gives the exact bytes of the body.' : ''}`;
    case 'no-secret':
      return `The ${name} cannot be recomputed without the secret.`;
    case 'no-signature':
      return finding.unseen
        ? `Whether a ${name} was sent, and which, this capture does not show.`
        : `This capture holds no ${name}.`;
    case 'unreadable':
      return `The ${name} that was sent, or the key that was given, cannot be read.`;
  }
}

function mistakeWords(
  finding: Finding,
  explanation: Explanation,
  own: readonly FoundMistake[],
  from: string,
): Words {
  const { mistakes, secretUsed, bits } = explanation;
  const others = mistakes.filter((one) => !own.includes(one));
  const sentences = [
    bits > 0
      ? `Computed so with the secret from ${from}, the ${finding.name} comes out exactly as it was sent (${bits} bits agree).`
      : `Computed so, the documented string is exactly the one that the program logged before it signed this request.`,
    ...(others.length > 0 ? [`At the same time it was computed ${listed(others.map(doneWords))}.`] : []),
    ...(secretUsed || bits === 0 ? [] : ['The secret takes no part in it: anybody could have made it.']),
  ];
  const fixes = [...new Set(own.map(({ id }) => mistakeOf(id).fix))].map((say) => ({ say }));
  return {
    title: `${madeWord(finding)} ${listed(own.map(doneWords))}`,
    cause: sentences.join(' '),
    fix: fixes,
    proof: {
      mistakes: mistakes.map(({ id }) => id),
      depth: Math.max(finding.depth, mistakes.length),
      secretUsed,
    },
  };
}

/** The logged string is what was signed, and no known mistake makes it. */
function unknownMistakeWords(finding: Finding, { bits, secretUsed }: Explanation, from: string): Words {
  return {
    title: `${madeWord(finding)} over another string than the documented one`,
    cause: `With the secret from ${from}, the ${finding.name} comes out over the logged string exactly as it was sent (${bits} bits agree): key, digest and encoding are right, and the string is not. No known mistake makes it from the documented one.`,
    fix: [{ say: 'Compare the two strings at their first difference, and build the documented one.' }],
    proof: { mistakes: [], depth: finding.depth, secretUsed },
  };
}

function rightWords(pack: PackSettings, { name, by }: Finding, from: string): Words {
  const refuses = by === 'client' ? `${pack.name} refuses the request` : 'the receiver refuses the delivery';
  return {
    title: `The signature is right for the secret from ${from}; ${refuses} for another reason`,
    cause: `The documented ${name}, computed over exactly what was sent, is the one that was sent. So the code that signs is not the fault. Either the other side checks with another secret (another environment, account or endpoint, or it was rotated), or something on the way changes the request, or the answer hides another fault: a permission, an address, the clock, a wrong path.`,
    fix: [
      {
        say: 'Compare the secret with the one that is registered for this key, environment and endpoint; after a rotation use the new one.',
      },
      { say: 'Send the same request without the proxy or gateway between, and compare what arrives.' },
    ],
  };
}

function notFoundWords(finding: Finding, from: string): Words {
  if (finding.oddLength) return oddLengthWords(finding);
  if (!finding.complete) return outOfTimeWords(finding, from);
  return {
    title: `No known mistake with the secret from ${from} gives this signature: another secret is likely`,
    cause: `${searchedWords(finding)} none gives the signature that was sent, and the bytes are exact. Then the signature was most likely made with another secret than the one from ${from}.`,
    fix: [
      {
        say: 'Print the length and a hash of the secret that the program really signs with, and compare it with the one given here: another environment, another endpoint, an old one after a rotation.',
      },
      {
        say: 'Log the string that the program signs and compare it with what is expected.',
        run: 'errdoctor analyze FILE --string-to-sign LOGGED',
      },
    ],
  };
}

/** A cut signature matches nothing, whichever secret made it. */
function oddLengthWords(finding: Finding): Words {
  return {
    title: 'What was sent has the length of no digest, so nobody can compute it',
    cause: `${searchedWords(finding)} none gives it. It is longer or shorter than any digest, cut or joined: whether the secret and the signed text are right cannot be told from it.`,
    fix: [
      {
        say: 'Print the signature where it is computed and where it is sent, and find out where it changes.',
      },
    ],
  };
}

function outOfTimeWords(finding: Finding, from: string): Words {
  return {
    title: `No mistake with the secret from ${from} that gives this signature was found in the time there was`,
    cause: `${searchedWords(finding)} none gives the signature that was sent. Other mistakes and another secret are both possible.`,
    fix: [
      { say: 'Let the search go on for longer.', run: 'errdoctor analyze FILE --timeout 120' },
      {
        say: 'Log the string that the program signs and compare it with what is expected.',
        run: 'errdoctor analyze FILE --string-to-sign LOGGED',
      },
    ],
  };
}

function searchedWords({ candidates, depth, complete }: Finding): string {
  const mistakes = depth === 1 ? 'one mistake' : `up to ${depth} simultaneous mistakes`;
  return complete
    ? `Of ${figure(candidates)} candidates with ${mistakes}`
    : `The search was stopped after ${figure(candidates)} candidates (${depth > 0 ? `${mistakes} tried in full` : 'no depth tried in full'}):`;
}

function madeWord({ by }: Finding): string {
  return by === 'client' ? 'Signed' : 'The signature was made';
}

/** `with the method in lower case`. */
export function doneWords({ id, detail }: FoundMistake): string {
  return mistakeOf(id).done.replaceAll('{detail}', detail ?? 'another way');
}

const UNKNOWN: Mistake = { often: 'low', done: 'in another way', fix: 'Sign as documented.' };

function mistakeOf(id: string): Mistake {
  for (const { mistakes } of mistakeFamilies) {
    const found = mistakes[id];
    if (found) return found;
  }
  return UNKNOWN;
}

/** Phrases that begin with "and" bring it along. */
function listed([first = '', ...others]: readonly string[]): string {
  const bare = others.map((item) => item.replace(/^and /, ''));
  const last = bare.pop();
  return last === undefined ? first : `${[first, ...bare].join(', ')} and ${last}`;
}
