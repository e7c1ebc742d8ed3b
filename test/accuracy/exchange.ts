/**
 * What really happened in a generated call, before any recorder wrote it down. Nothing of this comes from the
 * rules or the readers under test.
 */
export interface TrueExchange {
  readonly call: Call;
  readonly answer?: Answer | undefined;
  readonly failure?: Failure | undefined;
  /** An entry of a provider's own log, as JSON text, in place of an exchange. */
  readonly record?: string | undefined;
  /** Calls that came before it and that a recorder of several would also hold, oldest first. */
  readonly earlier?: readonly TrueExchange[] | undefined;
}

/** A header field; the same array is changed by faults and noise until the exchange is written. */
export type Field = [name: string, value: string];

export interface Call {
  method: string;
  url: string;
  version: '1.1' | '2';
  headers: Field[];
  body?: string | undefined;
}

export interface Answer {
  status: number;
  reason: string;
  headers: Field[];
  body: string;
}

/** Why there was no answer, as each kind of client says it. */
export interface Failure {
  readonly curlExit: number;
  /** Behind `curl: (NN) `. */
  readonly curlSays: string;
  /** Lines that `curl -v` shows before `Closing connection`, without their `* `. */
  readonly curlLines: readonly string[];
  /** How far the call had come. */
  readonly stage: 'before-connection' | 'handshake' | 'sent';
  /** Node's error code and message. */
  readonly node: { readonly code: string; readonly message: string };
  /** Chromium's `net::` error. */
  readonly chromium: string;
}

/**
 * A part of an exchange that a capture keeps or loses. `sent:NAME` is whether a request header was sent,
 * `value:NAME` also what stood in it. `answer-date` is the server's clock, which some answers lack. `history` are
 * the calls before.
 */
export type Part =
  | 'line'
  | `sent:${string}`
  | `value:${string}`
  | 'request-body'
  | 'status'
  | 'answer-headers'
  | 'answer-date'
  | 'answer-body'
  | 'client-words'
  | 'history';

/** Sets of parts of which any one is enough; none is enough when the list is empty. */
export type AnyOf = readonly (readonly Part[])[];

/**
 * What names the cause, or the few that it is among: a code, documented words, a bare status, the client's words,
 * or a flag and the shape of an answer.
 */
export type Evidence = 'code' | 'message' | 'status' | 'transport' | 'signal';

/** An exchange in which a cause is at work, with all that must be known to judge a diagnosis of it. */
export interface Case {
  readonly exchange: TrueExchange;
  /** Ids at work; the first is the one that the answer is about. */
  readonly labels: readonly string[];
  /** Ids that are right as well in the first one's place. */
  readonly accepts: readonly string[];
  /** The id that is right where the capture no longer shows the special cause. */
  readonly general?: string | undefined;
  /** Further faults that the answer itself names; each must lead a list of its own. */
  readonly also?: readonly string[] | undefined;
  /** The sheet's causes that give the same code, or the same status and message; the first label is one. */
  readonly among: readonly string[];
  /** The fewer of them that are left while one of these sets of parts survives. */
  readonly narrowed?: { readonly by: AnyOf; readonly to: readonly string[] } | undefined;
  /** What separates the first label from the others of `among`. */
  readonly tells: AnyOf;
  /** What names the provider. */
  readonly named: AnyOf;
  /** What holds the symptom. */
  readonly symptom: AnyOf;
  readonly evidence: Evidence;
  /** The text that a caret must stand under, in the words of each kind of client, and the part that holds it. */
  readonly planted: { readonly texts: readonly string[]; readonly part: Part };
}

/** A capture as a recorder wrote it. */
export interface Capture {
  readonly bytes: Uint8Array;
  readonly keeps: (part: Part) => boolean;
  /** Number of the exchange in question, from 1. */
  readonly entry: number;
}

export function findField(fields: readonly Field[], name: string): Field | undefined {
  return fields.find((field) => field[0].toLowerCase() === name.toLowerCase());
}

export function setField(fields: Field[], name: string, value: string): void {
  const found = findField(fields, name);
  if (found) found[1] = value;
  else fields.push([name, value]);
}

export function dropField(fields: Field[], name: string): void {
  const index = fields.findIndex((field) => field[0].toLowerCase() === name.toLowerCase());
  if (index >= 0) fields.splice(index, 1);
}
