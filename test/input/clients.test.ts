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
  guzzle: 'Guzzle or Laravel exception',
  'guzzle-uncaught': 'Guzzle or Laravel exception',
  requests: 'Python exception',
  httpx: 'Python exception',
  urllib: 'Python exception',
  go: 'Go error',
  'java-apache': 'Java exception',
  'java-connection': 'Java exception',
  'java-net': 'Java exception',
  'java-okhttp': 'Java exception',
  'java-spring': 'Java exception',
  newman: 'Newman output',
  'newman-verbose': 'Newman output',
  'newman-json': 'Newman report',
  'httpie-verbose': 'HTTPie output',
  'httpie-terminal': 'HTTPie output',
  'httpie-check': 'HTTPie output',
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
  // Exceptions of Python never show the answer's body; httpx and urllib not even the URL of a call without an answer.
  requests: ['pandabase', 'payfield', 'reset'],
  httpx: ['pandabase', 'payfield', 'client-certificate', 'reset', 'timeout'],
  urllib: ['pandabase', 'axys', 'payfield', 'client-certificate', 'reset', 'timeout'],
  // Without Spring 5 the body is not shown, and the URL only by some.
  'java-apache': ['pandabase', 'axys', 'payfield', 'client-certificate', 'timeout'],
  'java-connection': ['pandabase', 'payfield', 'client-certificate', 'reset', 'timeout'],
  'java-net': ['client-certificate', 'reset', 'timeout'],
  'java-okhttp': ['pandabase', 'payfield', 'client-certificate', 'timeout'],
  'java-spring': ['pandabase', 'axys', 'payfield'],
  // No body without --verbose, and no words for a failure at several addresses.
  newman: ['pandabase', 'payfield', 'refused-twice'],
  'newman-verbose': ['refused-twice'],
  // Nothing but `Request timed out` where the request is not printed.
  'httpie-check': ['timeout'],
};

/** Words of the program or of the runtime in which no client shows. */
const IN_PROSE: Readonly<Record<string, readonly string[]>> = {
  undici: ['refused', 'refused-twice', 'untrusted', 'unknown-host'],
  // Go makes no error of an answer: its status is told in the program's own words.
  go: ['pandabase', 'axys', 'payfield'],
};

describe('a failure is the same failure through every client', () => {
  it.each(recordings())('$client tells of $call', ({ client, call }) => {
    const found = diagnosed(recording(client, call));
    const isProse = IN_PROSE[client]?.includes(call);
    expect(found.format).toBe(isProse ? 'free text with a URL, status or code' : FORMATS[client]);
    const same = diagnosed(recording('curl-verbose', call)).causes;
    if (WITHHELD[client]?.includes(call)) expect(found.causes).not.toEqual(same);
    else expect(found.causes).toEqual(same);
  });
});
