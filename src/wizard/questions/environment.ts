import type { PackSettings } from '../../causes/pack.js';
import { defineQuestions, type FactAnswer } from '../fact-question.js';

export default defineQuestions({
  'environment.host': ({ pack }) => ({
    ask: 'Which host is called?',
    look: 'call',
    answers: [
      ...environments(pack).map(([name, hosts]): FactAnswer => [name, `${hosts} (${name})`]),
      [undefined, 'another one'],
    ],
  }),
  'environment.claimed': ({ pack }) => ({
    ask: 'To which environment do the credentials belong?',
    look: 'dashboard',
    answers: environments(pack).map(([name]): FactAnswer => [name, name]),
  }),
  'environment.disagrees': ({ pack }) =>
    pack && {
      ask: 'Were the credentials made in the environment whose host is called?',
      look: 'dashboard',
      how: `The hosts are ${environments(pack)
        .map(([name, hosts]) => `${hosts} for ${name}`)
        .join(' and ')}.`,
      answers: [
        [false, 'yes'],
        [true, 'no, in another one'],
      ],
    },
});

function environments(pack: PackSettings | undefined): readonly (readonly [name: string, hosts: string])[] {
  return Object.entries(pack?.environments ?? {}).map(([name, { hosts }]) => [name, hosts.join(', ')]);
}
