import { describe, expect, it } from 'vitest';
import { diagnosed, recording, recordings } from '../support/clients.js';

/** The format that has to read what a client prints. */
const FORMATS: Readonly<Record<string, string>> = {
  'curl-verbose': 'curl -v',
  'axios-print': 'axios error',
  'axios-json': 'axios error',
  'axios-whole': 'axios error',
  'axios-response': 'axios error',
  'got-print': 'got error',
  'got-json': 'got error',
  fetch: 'fetch (undici) error',
  undici: 'fetch (undici) error',
};

/** What a client keeps to itself, so that no reader can find the cause that curl's output shows. */
const WITHHELD: Readonly<Record<string, readonly string[]>> = {
  // toJSON() leaves the answer out.
  'axios-json': ['payfield'],
  'got-print': ['payfield'],
  'got-json': ['pandabase', 'axys', 'payfield'],
  // A response is printed without its body; an error names neither URL nor method.
  fetch: ['pandabase', 'payfield', 'client-certificate', 'reset', 'timeout'],
  undici: ['client-certificate', 'reset', 'timeout'],
};

/** Errors of Node itself in which no client shows. */
const OF_NODE: Readonly<Record<string, readonly string[]>> = {
  undici: ['refused', 'refused-twice', 'untrusted', 'unknown-host'],
};

describe('a failure is the same failure through every client', () => {
  it.each(recordings())('$client tells of $call', ({ client, call }) => {
    const found = diagnosed(recording(client, call));
    const isOfNode = OF_NODE[client]?.includes(call);
    expect(found.format).toBe(isOfNode ? 'free text with a URL, status or code' : FORMATS[client]);
    const same = diagnosed(recording('curl-verbose', call)).causes;
    if (WITHHELD[client]?.includes(call)) expect(found.causes).not.toEqual(same);
    else expect(found.causes).toEqual(same);
  });
});
