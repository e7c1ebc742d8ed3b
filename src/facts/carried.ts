import type { Part, Scheme } from '../signing/scheme.js';
import { readValue } from '../signing/written-form.js';
import { type Fact, type FactContext, known, notCollected } from './fact.js';
import { headerFact, jsonFact, map, missing, placeOfBody } from './message-facts.js';

/** One place in a request: of a signature (its `at`) or of what is signed beside it. */
type Spot = { readonly [atom in 'header' | 'param' | 'form' | 'field']?: string };

/** The fact of what travels at the place of a signature. */
export function carriedFact(context: FactContext, { header, param, form, field }: Spot): Fact {
  if (header !== undefined) return headerFact(context.exchange, 'request', header);
  if (param !== undefined) return context.fact(`request.query.${param}`);
  if (form !== undefined) return formFact(context, form);
  if (field !== undefined) return jsonFact(context, 'request', field, scalarText);
  return { is: 'failed', error: 'the place that the pack describes is none' };
}

/** The fact of a part that is one place, an item of the signature's text, or the first of several of these. */
export function partFact(context: FactContext, { at }: Scheme, part: Part): Fact {
  if (typeof part === 'string') return known(part);
  if (part.then) return { is: 'failed', error: 'the pack takes this part apart in steps' };
  if ('token' in part)
    return map(carriedFact(context, at), (text) =>
      typeof text === 'string' ? readValue(at, text).tokens[part.token] : undefined,
    );
  if (!('first' in part)) return carriedFact(context, part as Spot);
  const facts = part.first.map((one) => partFact(context, { at } as Scheme, one));
  return (
    facts.find((fact) => fact.is === 'known' && fact.value !== undefined) ??
    facts.find((fact) => fact.is !== 'known') ??
    known(undefined)
  );
}

/** `X-Signature`, `the parameter sign`, `t in X-Signature`. */
export function nameOf({ at }: Scheme, part: Part): string {
  if (typeof part === 'string') return part;
  if ('token' in part) return `${part.token} in ${spotName(at)}`;
  if ('first' in part) return nameOf({ at } as Scheme, part.first[0] ?? '');
  return spotName(part as Spot);
}

export function spotName({ header, param, form, field }: Spot): string {
  if (header !== undefined) return header;
  if (param !== undefined) return `the parameter ${param}`;
  return form !== undefined ? `the form parameter ${form}` : `the member ${field} of the body`;
}

/** What is said of a request in which this place is empty. */
export function lacks({ header, param, form, field }: Spot): string {
  if (header !== undefined) return `the request has no ${header} header`;
  if (param !== undefined) return `the URL has no parameter ${param}`;
  return form !== undefined ? `the form has no parameter ${form}` : `the body has no member ${field}`;
}

function formFact(context: FactContext, name: string): Fact {
  const body = context.body('request');
  if (body.is === 'not-captured') return missing(context.exchange, 'the request body');
  if (body.is === 'json' || (body.looksLike !== 'form' && body.looksLike !== 'empty'))
    return notCollected(`the form parameter ${name}`, 'the body in this capture is no form');
  return known(new URLSearchParams(body.text).get(name) ?? undefined, placeOfBody(context, 'request'));
}

function scalarText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}
