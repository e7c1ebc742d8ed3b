import type { Exchange } from '../exchange/exchange.js';
import type { Place } from '../exchange/place.js';
import { type Statement, withStatement } from '../exchange/statement.js';

const NOWHERE: Place = { spans: [] };
const CAPTURE_MORE = 'curl -sS -v … 2>&1 | errdoctor';

/** What to do when standard input was empty. */
export const EMPTY_INPUT_HELP = `Nothing arrived on standard input; expected was a captured API call.
curl keeps it back with -s, -f or -o, and says why a call failed on standard error only. This captures both:
  curl -sS -v https://api.example.com/… 2>&1 | errdoctor`;

/** An exchange of which nothing is known but what the user states. */
export function statedExchange(statement: Statement): Exchange {
  const recorder = {
    name: 'the command line',
    captureMore: CAPTURE_MORE,
  };
  return withStatement({ hops: [], recorder, at: NOWHERE }, statement);
}

/** Nothing on standard input is a symptom: the command before the pipe had no answer to pass on. */
export function emptyExchange(statement: Statement): Exchange {
  const says = 'nothing arrived on standard input';
  const recorder = {
    name: 'standard input',
    captureMore: CAPTURE_MORE,
  };
  return withStatement({ hops: [], transport: { kind: 'other', says }, recorder, at: NOWHERE }, statement);
}
