import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import { Headers } from '../../exchange/headers.js';
import { type ErrorTree, printedTree } from '../client-errors/error-tree.js';
import { readFailure, readPeer, textOf } from '../client-errors/node-error.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { findPrintedErrors } from '../inspect/find-errors.js';
import { headLine, type Printed } from '../inspect/printed.js';

const RECORDER: Recorder = {
  name: 'fetch error',
  hides: ['the request', 'the answer', 'the TLS handshake'],
  captureMore: 'NODE_DEBUG=fetch,undici node …, or send the same request with: curl -sS -v …',
};

const SAMPLE = 64 * 1024;

/** Errors of Node's `fetch` and of undici, as they are printed with their stack and cause. */
const fetchError: Format = {
  name: 'fetch (undici) error',
  example: 'console.log(error) in the program, then: errdoctor output.txt',
  surest: 0.7,

  sniff(input) {
    if (!/fetch failed|undici|UND_ERR_/.test(input.latin1.slice(0, SAMPLE))) return 0;
    return errorsIn(input).length > 0 ? 0.7 : 0;
  },

  read(input): Reading {
    const exchanges = errorsIn(input).map((error) => readFetchError(printedTree(error, input.latin1)));
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no error of fetch.`);
    return { exchanges, problems: [] };
  },
};

export default fetchError;

function errorsIn(input: Input): Printed[] {
  return findPrintedErrors(input.latin1).filter(isThrownByFetch);
}

/** `fetch failed` and `terminated` carry a cause; other errors show undici in their stack or code. */
function isThrownByFetch(error: Printed): boolean {
  return (
    /TypeError: (?:fetch failed|Failed to parse URL from )/.test(headLine(error)) ||
    /\bundici\b/.test(error.head ?? '') ||
    String(error.members?.get('code')?.value ?? '').startsWith('UND_ERR_')
  );
}

function readFetchError(tree: ErrorTree): Exchange {
  return {
    request: whereTo(tree),
    transport: readFailure(tree),
    connection: readPeer(tree),
    hops: [],
    recorder: RECORDER,
    at: tree.at,
  };
}

/** A failed look-up and a refused URL name where the request should have gone. */
function whereTo(tree: ErrorTree): Exchange['request'] {
  const host = tree.get('cause', 'hostname') ?? tree.get('cause', 'host') ?? tree.get('cause', 'input');
  const name = textOf(host);
  if (!host || !name) return undefined;
  const url = /^[\w.-]+$/.test(name) ? `https://${name}` : name;
  return { url, urlAt: host.at, headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };
}
