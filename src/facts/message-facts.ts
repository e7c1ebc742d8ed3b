import { type Body, decodedBytes, keyPlace, valuePlace } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { isRedacted } from '../exchange/headers.js';
import type { Place } from '../exchange/place.js';
import { type Fact, type FactContext, known, notCollected } from './fact.js';
import { peek, valueAt } from './json-reading.js';

/** The fact of a header on either side; not collected where it was masked or the recorder drops headers. */
export function headerFact(exchange: Exchange, side: 'request' | 'response', name: string): Fact {
  const headers = exchange[side]?.headers;
  const header = headers?.get(name);
  if (header?.redacted) return masked(header.name);
  if (header) return known(header.value, header.at);
  if (headers?.proveAbsence(name)) return known(undefined, exchange[side]?.at);
  return missing(exchange, `the ${side} headers`);
}

/** What a recorder masked: it was sent, and nothing about it can be judged. */
export function masked(name: string): Fact {
  return notCollected(
    `the value of ${name} (the recorder masked it)`,
    'capture it without masking; errdoctor masks its own output',
  );
}

/**
 * A value of a JSON body, with its lazy place; not collected when the body was not captured, is not JSON, or when
 * the recorder masked this value.
 */
export function jsonFact(
  context: FactContext,
  side: 'request' | 'response',
  name: string,
  view: (value: unknown) => unknown,
): Fact {
  const body = context.body(side);
  if (body.is === 'not-captured') return missing(context.exchange, `the ${side} body`);
  if (body.is !== 'json') {
    return body.looksLike === 'empty'
      ? known(view(undefined))
      : notCollected(`the JSON of the ${side} body`, 'the body in this capture is not whole JSON');
  }
  const { value, path } = valueAt(body.value, name);
  if ((value === undefined && !body.whole) || path.join('.') === body.cutString)
    return notCollected(`${name} of the ${side} body`, 'the body in this capture is not whole JSON');
  const counted = name.endsWith('.length') ? peek(body.value, name.slice(0, -'.length'.length)) : value;
  if (typeof counted === 'string' && isRedacted(counted)) return masked(name);
  const message = context.exchange[side];
  if (!message) return known(view(value));
  const parent = path.slice(0, -1);
  const place =
    value === undefined
      ? parent.length > 0
        ? keyPlace(message.body, parent)
        : undefined
      : valuePlace(message.body, path);
  return known(view(value), place);
}

/** A part that this capture does not hold, with the recorder's own way to capture more. */
export function missing(exchange: Exchange, what: string): Fact {
  const { captureMore } = exchange.recorder;
  return notCollected(
    what,
    captureMore ??
      'capture the whole exchange: curl --trace - --trace-time … (or export a HAR with its content)',
  );
}

/** Applies a function to a known fact; the other states pass through. */
export function map(fact: Fact, view: (value: unknown) => unknown): Fact {
  return fact.is === 'known' ? known(view(fact.value), fact.at) : fact;
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(value: unknown): string | undefined {
  return typeof value === 'string' ? value.split(';')[0]?.trim().toLowerCase() : undefined;
}

/** Where a body stands; undefined for compressed bytes, in which no offset of the text can be pointed at. */
export function placeOfBody({ exchange }: FactContext, side: 'request' | 'response'): Place | undefined {
  return placeOfBytes(exchange[side]?.body);
}

/** The same of a body alone. */
export function placeOfBytes(body: Body | undefined): Place | undefined {
  if (!body || !('at' in body)) return undefined;
  const wire = body.is === 'bytes' ? decodedBytes(body)?.length === body.wire.length : true;
  return wire ? body.at : undefined;
}

/** A value as evidence shows it: JSON, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
