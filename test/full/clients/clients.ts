import type { Call } from './calls.js';

/** A real program that makes the calls, and how it tells of their failure. */
export interface Client {
  readonly name: string;
  /** The command that makes a call, run in a folder with the programs; stdout and stderr go into the recording. */
  command(call: Call): readonly string[];
  readonly form?: string;
  /** Packages of the npm registry that the program needs. */
  readonly npm?: readonly string[];
  /** Only the calls that it is told of in this way: all, or those with or without an answer. */
  readonly only?: 'answered' | 'unanswered';
}

const node = (program: string) => () => ['node', program];

/** The clients whose programs are on npm, and curl to compare them with. */
export const CLIENTS: readonly Client[] = [
  { name: 'curl-verbose', command: curl },
  { name: 'axios-print', form: 'print', command: node('axios.mjs'), npm: ['axios@1'] },
  { name: 'axios-json', form: 'json', command: node('axios.mjs'), npm: ['axios@1'] },
  { name: 'axios-whole', form: 'whole', command: node('axios.mjs'), npm: ['axios@1'], only: 'answered' },
  {
    name: 'axios-response',
    form: 'response',
    command: node('axios.mjs'),
    npm: ['axios@1'],
    only: 'answered',
  },
  { name: 'got-print', form: 'print', command: node('got.mjs'), npm: ['got@14'] },
  { name: 'got-json', form: 'json', command: node('got.mjs'), npm: ['got@14'] },
  { name: 'fetch', command: node('fetch.mjs') },
  { name: 'undici', command: node('undici.mjs'), npm: ['undici@7'] },
];

function curl({ method, url, headers, body }: Call): string[] {
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  return [
    'curl',
    '-q',
    '-sS',
    '-v',
    '-m',
    '0.5',
    '-X',
    method,
    url,
    ...fields,
    ...(body ? ['-d', body] : []),
  ];
}
