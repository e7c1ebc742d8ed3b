import type { Credential } from '../../causes/pack.js';
import { defineQuestions, type FactAnswer, type FactQuestion, yesNo } from '../fact-question.js';

/** What is asked of a credential is its state, never its value. */
export default defineQuestions({
  'credential.*': ({ pack }, rest) => {
    const cut = rest.lastIndexOf('.');
    const credential = pack?.credentials?.[rest.slice(0, cut)];
    return credential && PARTS[rest.slice(cut + 1)]?.(credential);
  },
});

const PARTS: Readonly<Record<string, (credential: Credential) => FactQuestion | undefined>> = {
  state: (credential) => ({
    ask: `How does the ${credential.name} stand in the header ${credential.header} of the request?`,
    look: 'call',
    how: 'Compare it, from its first to its last character, with the one that the provider gave you.',
    answers: statesOf(credential),
  }),
  sent: ({ name, header }) => ({
    ask: `Does the request have the header ${header} with the ${name}?`,
    look: 'call',
    answers: yesNo('yes', 'no, or it is empty'),
  }),
  scheme: ({ name, header }) => ({
    ask: `Which word stands before the ${name} in the header ${header}?`,
    look: 'call',
    answers: [...['Bearer', 'Basic', 'Token'].map((word): FactAnswer => [word, word]), [undefined, 'none']],
  }),
  kind: ({ name, mistakenFor = {} }) => ({
    ask: `What does the value begin with that is sent as the ${name}?`,
    look: 'call',
    answers: beginnings(mistakenFor),
  }),
  environment: ({ name, prefixes = {} }) => ({
    ask: `What does the ${name} begin with?`,
    look: 'call',
    answers: beginnings(prefixes),
  }),
  length: ({ name }) => ({
    ask: `How many characters does the ${name} have, blanks and line breaks at its edges included?`,
    look: 'program',
    typed: 'number',
  }),
  elsewhere: ({ name, header }) => ({
    ask: `What is the name of the header in which the ${name} is sent instead of ${header}?`,
    look: 'call',
    typed: 'text',
  }),
};

/** The meanings of prefixes, each with all of its own. */
function beginnings(prefixes: Readonly<Record<string, string | null>>): readonly FactAnswer[] {
  const meanings = [...new Set(Object.values(prefixes))].filter((one) => one !== null);
  return [
    ...meanings.map((meaning): FactAnswer => {
      const own = Object.keys(prefixes).filter((prefix) => prefixes[prefix] === meaning);
      return [meaning, `${own.map((prefix) => `${prefix}…`).join(' or ')} (${meaning})`];
    }),
    [undefined, 'none of these'],
  ];
}

function statesOf({ scheme, prefixes, mistakenFor }: Credential): readonly FactAnswer[] {
  const begins = Object.keys(prefixes ?? {}).join(' or ');
  const others = [...new Set(Object.values(mistakenFor ?? {}))].join(', ');
  return [
    ['absent', 'it is not sent'],
    ['empty', 'the header is there and empty'],
    ['placeholder', 'a placeholder stands there, such as YOUR_API_KEY or undefined'],
    ['quoted', 'with quotes around it'],
    ['edge-space', 'with a blank or line break before or after it'],
    ['inner-space', 'with a blank or line break inside'],
    ...(scheme
      ? ([
          ['no-scheme', `without the word ${scheme} before it`],
          ['other-scheme', `after another word than ${scheme}`],
        ] as const)
      : []),
    ...(others ? ([['other-kind', `it is something else: ${others}`]] as const) : []),
    ...(begins ? ([['other-prefix', `it does not begin with ${begins}`]] as const) : []),
    ['ok', 'as it should be'],
  ];
}
