import type { DiagnoseOptions } from '../diagnose.js';
import { completed } from '../exchange/completed.js';
import type { Exchange, TransportKind } from '../exchange/exchange.js';
import { type Statement, withStatement } from '../exchange/statement.js';
import type { Input } from '../input/input.js';

/** What is known of one failed call: what was captured, and what was told since. An answer makes a new one. */
export interface Case {
  readonly captured: Exchange;
  /** Further recordings of the same call, pasted later. */
  readonly pasted: readonly Recording[];
  /** What was told of the call itself, with how it failed where no answer came. */
  readonly statement: Statement & { readonly transport?: TransportKind };
  /** Everything else that is known beside the capture: provider, environment, facts that were told, secrets, probes. */
  readonly options: DiagnoseOptions;
  /** Ids of questions that need not be asked (again): nobody knows, or they were answered. */
  readonly settled: ReadonlySet<string>;
}

/** Some bytes, and what was read from them. */
export interface Recording {
  readonly input: Input;
  /** Which exchange of the input it is, from 1. */
  readonly entry: number;
  readonly exchange: Partial<Exchange>;
}

/** Nothing was captured: all is still to be told. */
export const NOTHING_CAPTURED: Exchange = {
  hops: [],
  recorder: { name: 'the wizard', captureMore: 'curl -sS -v … 2>&1 | errdoctor' },
  at: { spans: [] },
};

/** The exchange as far as it is known; what was captured is never overruled by what was told. */
export function exchangeOf({ captured, pasted, statement }: Case): Exchange {
  const { transport } = statement;
  const whole = pasted.reduce<Exchange>((whole, { exchange }) => completed(whole, exchange), captured);
  const failed =
    transport && !whole.response && !whole.transport
      ? { ...whole, transport: { kind: transport, says: FAILED[transport] } }
      : whole;
  return withStatement(failed, statement);
}

/** The options with which the exchange is diagnosed. */
export function optionsOf({ options, statement: { code, message } }: Case): DiagnoseOptions {
  return { ...options, code: code ?? options.code, message: message ?? options.message };
}

/** The same case, and one question less. */
export function settle(one: Case, question: string): Case {
  return { ...one, settled: new Set([...one.settled, question]) };
}

/** Something is told of the call itself; it replaces what was told of the same before. */
export function state(one: Case, said: Case['statement']): Case {
  return { ...one, statement: { ...one.statement, ...said } };
}

/** A fact is told; the value undefined is known to be absent. */
export function tell(one: Case, fact: string, value: unknown): Case {
  const { answers, byHand = [] } = one.options;
  return {
    ...one,
    options: { ...one.options, answers: { ...answers, [fact]: value }, byHand: new Set([...byHand, fact]) },
  };
}

/** How a call may fail that has no answer, in the words of its report. */
export const FAILED: Readonly<Record<TransportKind, string>> = {
  dns: 'the host name could not be resolved (as told)',
  connect: 'no connection could be made (as told)',
  tls: 'the TLS handshake failed (as told)',
  timeout: 'no answer came in time (as told)',
  reset: 'the connection was closed before an answer came (as told)',
  proxy: 'the proxy refused (as told)',
  http2: 'the HTTP/2 stream failed (as told)',
  usage: 'the client refused its own arguments (as told)',
  other: 'no answer came (as told)',
};
