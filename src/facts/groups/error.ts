import type { Exchange } from '../../exchange/exchange.js';
import { defineFacts, type Fact, known, notCollected } from '../fact.js';
import { typeOf } from '../json-reading.js';
import { jsonFact, missing, show } from '../message-facts.js';

export default defineFacts({
  'error.code': {
    means: "the envelope's code for the fault in question",
    get: ({ symptom, exchange }) => said(exchange, symptom.code, symptom.saidCode?.at, 'the response body'),
    says: (value) => `the answer's code is ${value}`,
  },
  'error.message': {
    means: "the envelope's message for the fault in question",
    get: ({ symptom, exchange }) =>
      said(exchange, symptom.message, symptom.saidMessage?.at, 'the message of the answer'),
    says: (value) => `the answer says ${show(value)}`,
  },
  'error.field': {
    means: 'the field that the fault in question names',
    get: ({ symptom, exchange }) =>
      said(exchange, symptom.field, symptom.saidMessage?.at, 'the field at fault'),
    says: (value) => `the answer names the field ${value}`,
  },
  'error.value': {
    means: "the request's value at the field that the fault names",
    get: (context) =>
      context.symptom.field
        ? jsonFact(context, 'request', context.symptom.field, (value) => value)
        : unnamed(context.exchange),
    says: (value, { symptom }) => `${symptom.field} was sent as ${show(value)}`,
  },
  'error.valueType': {
    means: "JSON type of the request's value at the field that the fault names",
    get: (context) =>
      context.symptom.field
        ? jsonFact(context, 'request', context.symptom.field, typeOf)
        : unnamed(context.exchange),
    says: (value, { symptom }) => `${symptom.field} was sent as ${value}`,
  },
  'error.fields': {
    means: 'the fields that the faults in a list of the answer name, joined; absent when it names none',
    get: ({ envelope, exchange: { response } }) => {
      const named = envelope.items.filter(({ field }) => field !== undefined);
      const fields = [...new Set(named.map(({ field }) => field))];
      const refused = response?.status === 400 || response?.status === 422;
      return known(
        refused && fields.length > 0 ? fields.slice(0, 5).join(', ') : undefined,
        (named[0]?.message ?? named[0]?.code)?.at,
      );
    },
    says: (_value, { envelope }) =>
      `the answer names ${envelope.items
        .filter(({ field }) => field !== undefined)
        .slice(0, 5)
        .map(({ field, message, code }) => `${field} (${show(message?.text ?? code?.text)})`)
        .join(', ')}`,
  },
  'error.status': {
    means: 'the status that the envelope repeats, which differs from the HTTP status when a proxy rewrote it',
    get: ({ envelope }) => known(envelope.status?.number, envelope.status?.said.at),
    says: (value) => `the envelope gives status ${value}`,
  },
  'error.statusRewritten': {
    means:
      'whether the envelope of a failure gives another status than HTTP does; a bare `code` counts when its class differs',
    get: ({ envelope, exchange }) => {
      const { status } = exchange.response ?? {};
      const told = envelope.status;
      if (status === undefined || told === undefined || told.number < 400) return known(false);
      const rewritten = told.named
        ? told.number !== status
        : Math.floor(told.number / 100) !== Math.floor(status / 100);
      return rewritten ? known(true, told.said.at) : known(false);
    },
    says: (_value, { envelope, exchange }) =>
      `the body gives status ${envelope.status?.number}, HTTP gives ${exchange.response?.status}`,
  },
  'error.flag': {
    means: 'the member by which the envelope itself says failure (`ok is false`), under whatever status',
    get: ({ envelope }) => known(envelope.failure?.text, envelope.failure?.at),
    says: (value) =>
      value === undefined ? 'the body does not say whether it failed' : `in the body ${value}`,
  },
  'error.requestId': {
    means: "the provider's id of the request, for its support",
    get: ({ envelope }) => known(envelope.requestId?.text, envelope.requestId?.at),
    says: (value) => `the request id is ${value}`,
  },
});

/** Of the field at fault, where no field is named: a captured answer does not do so in a better capture either. */
function unnamed(exchange: Exchange): Fact {
  const field = said(exchange, undefined, undefined, 'the field at fault');
  return field.is === 'known' ? notCollected('the field at fault', 'the answer does not name it') : field;
}

/** An answer whose body was captured and says nothing is known to say nothing. */
function said(
  exchange: Exchange,
  value: string | undefined,
  at: Parameters<typeof known>[1],
  what: string,
): Fact {
  if (value !== undefined) return known(value, at);
  const body = exchange.response?.body;
  return body && body.is !== 'not-captured' && body.is !== 'cut' ? known(undefined) : missing(exchange, what);
}
