import { nameOf } from '../../facts/carried.js';
import type { FactContext } from '../../facts/fact.js';
import { schemesOf } from '../../signing/choose-scheme.js';
import type { SignedTime } from '../../signing/scheme.js';
import { timeWords } from '../../signing/timestamp.js';
import { defineQuestions, type FactQuestion } from '../fact-question.js';

export default defineQuestions({
  'timestamp.sent': (context) =>
    ofTime(context, (name) => ({
      ask: `What does ${name} hold in the request?`,
      look: 'call',
      typed: 'text',
    })),
  'timestamp.unit': (context) =>
    ofTime(context, (name) => ({
      ask: `How is the time in ${name} written?`,
      look: 'call',
      answers: [
        ['s', '10 digits (seconds)'],
        ['ms', '13 digits (milliseconds)'],
        ['us', '16 digits (microseconds)'],
        ['ns', '19 digits (nanoseconds)'],
        ['iso', 'as 2026-01-31T12:00:00Z'],
        ['http-date', 'as Sat, 31 Jan 2026 12:00:00 GMT'],
        ['other', 'otherwise, or not at all'],
      ],
    })),
  'timestamp.unitAccepted': (context) =>
    ofTime(context, (name, { unit }) => ({
      ask: `Is the time in ${name} written as documented: ${unit.map(timeWords).join(' or ')}?`,
      look: 'call',
      answers: [
        [true, 'yes'],
        [false, 'no'],
      ],
    })),
  'timestamp.digits': (context) =>
    ofTime(context, (name) => ({
      ask: `How many digits does ${name} have?`,
      look: 'call',
      typed: 'number',
    })),
  'timestamp.age': (context) =>
    ofTime(context, (name) => ({
      ask: `How many seconds does the time in ${name} lie before the Date header of the answer (after it: a negative number)?`,
      look: 'call',
      typed: 'number',
    })),
  'timestamp.window': (context) =>
    ofTime(context, (name, { past, future }) =>
      past === undefined && future === undefined
        ? undefined
        : {
            ask: `How far does the time in ${name} lie from the Date header of the answer?`,
            look: 'call',
            how: 'Both are UTC; "date -u -d @SECONDS" prints what a number stands for.',
            answers: [
              ['past', past === undefined ? 'too far before it' : `more than ${past} s before it`],
              ['future', future === undefined ? 'too far after it' : `more than ${future} s after it`],
              ['inside', 'less'],
            ],
          },
    ),
  'timestamp.zoneHours': (context) =>
    ofTime(context, (name) => ({
      ask: `By how many whole or half hours does the time in ${name} differ from UTC (0 for none)?`,
      look: 'call',
      typed: 'number',
    })),
});

/** Only a scheme with a signed time has these facts. */
function ofTime(
  { pack, exchange }: FactContext,
  words: (name: string, time: SignedTime) => FactQuestion | undefined,
): FactQuestion | undefined {
  const scheme = schemesOf(pack, exchange)[0]?.[1];
  return scheme?.time && words(nameOf(scheme, scheme.time.from), scheme.time);
}
