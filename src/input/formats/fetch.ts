import { BODY_NOT_CAPTURED, NO_BODY } from '../../exchange/body.js';
import type { Exchange, Recorder, RequestMessage } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { type ErrorTree, printedTree, type Told } from '../client-errors/error-tree.js';
import { readFailure, readPeer, readResponse, textOf } from '../client-errors/node-error.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { findPrintedErrors } from '../inspect/find-errors.js';
import { headLine, type Printed } from '../inspect/printed.js';
import { readPrinted } from '../inspect/read-printed.js';

const CAPTURE_MORE = 'console.log(response.status, response.headers, await response.text())';

const RECORDER: Recorder = {
  name: 'fetch error',
  captureMore: 'NODE_DEBUG=undici node …, or send the same request with: curl -sS -v …',
};

const RESPONSE: Recorder = {
  name: 'fetch response (console.log)',
  captureMore: CAPTURE_MORE,
};

const SAMPLE = 64 * 1024;

/** Errors of Node's `fetch` and of undici as they are printed, and a `Response` that was printed unread. */
const fetchError: Format = {
  name: 'fetch (undici) error',
  example: 'console.log(error) in the program, then: errdoctor output.txt',
  surest: 0.7,

  sniff(input) {
    if (!/fetch failed|undici|UND_ERR_|\bResponse \{/.test(input.latin1.slice(0, SAMPLE))) return 0;
    return readAll(input).length > 0 ? 0.7 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input);
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no error of fetch.`);
    return { exchanges, problems: [] };
  },
};

export default fetchError;

function readAll(input: Input): Exchange[] {
  const text = input.latin1;
  const responses = findResponses(text).map((printed) => readPrintedResponse(printedTree(printed, text)));
  const errors = findPrintedErrors(text)
    .filter(isThrownByFetch)
    .map((error) => readFetchError(printedTree(error, text)));
  return [...responses, ...errors].sort((one, other) => startOf(one) - startOf(other));
}

function startOf({ at }: Exchange): number {
  return at.spans[0]?.start ?? 0;
}

function findResponses(text: string): Printed[] {
  const found: Printed[] = [];
  const head = /(?<![\w.$])Response \{\r?\n/g;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const printed = readPrinted(text, match.index);
    if (typeof printed?.members?.get('status')?.value === 'number') found.push(printed);
    head.lastIndex = Math.max(head.lastIndex, printed?.end ?? 0);
  }
  return found;
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
  const response = readResponse(tree);
  return {
    request: namedBy(
      tree.get('cause', 'hostname') ?? tree.get('cause', 'host') ?? tree.get('cause', 'input'),
    ),
    response,
    transport: response ? undefined : readFailure(tree),
    connection: readPeer(tree),
    hops: [],
    recorder: RECORDER,
    at: tree.at,
  };
}

/** The body of a printed response is a stream, or null where there is none. */
function readPrintedResponse(tree: ErrorTree): Exchange {
  const response = readResponse(tree);
  const body = tree.get('body')?.value === null ? NO_BODY : BODY_NOT_CAPTURED;
  return {
    request: namedBy(tree.get('url')),
    response: response && { ...response, body },
    hops: [],
    recorder: RESPONSE,
    at: tree.at,
  };
}

/** The URL of a response, the host of a failed look-up or a refused URL name where the request should have gone. */
function namedBy(told: Told | undefined): RequestMessage | undefined {
  const name = textOf(told);
  if (!told || !name) return undefined;
  const url = /^[\w.-]+$/.test(name) ? `https://${name}` : name;
  return { url, urlAt: told.at, headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };
}
