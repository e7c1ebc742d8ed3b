import { exchangeOf } from '../../src/causes/run-examples.js';
import type { Stated } from '../../src/facts/fact.js';
import { Facts, findFact } from '../../src/facts/facts.js';
import { Input } from '../../src/input/input.js';
import { locate } from '../../src/input/locate.js';

/** A captured exchange of an API that no pack describes, read the way a user gives it. */
export function factsOf(capture: string, stated: Stated = {}): Facts {
  return new Facts(exchangeOf({ name: 'capture', http: capture }), undefined, stated);
}

/** The value of a fact, or why it has none. */
export function factValue(facts: Facts, name: string): unknown {
  const fact = facts.fact(name);
  return fact.is === 'known' ? fact.value : fact.is;
}

/** The capture's own text at the place of a fact. */
export function textAt(capture: string, facts: Facts, name: string): string | undefined {
  const input = new Input('capture', Buffer.from(capture));
  const fact = facts.fact(name);
  const span = fact.is === 'known' && fact.at ? locate(input, fact.at) : undefined;
  return span && input.text(span);
}

/** A fact as a user meets it: its value and the sentence of its evidence, or why it has none. */
export function told(facts: Facts, name: string): unknown[] {
  const fact = facts.fact(name);
  if (fact.is !== 'known') return [fact.is, fact.is === 'failed' ? fact.error : fact.what];
  const found = findFact(name);
  return [fact.value, found?.definition.says?.(fact.value, facts, found.rest)];
}

/** The same of a capture, with its own text that the sentence points at. */
export function evidence(capture: string, name: string, stated: Stated = {}): unknown[] {
  const facts = factsOf(capture, stated);
  const text = textAt(capture, facts, name);
  return text === undefined ? told(facts, name) : [...told(facts, name), text];
}

/** `curl -v` of a call and its answer. */
export function call(parts: {
  readonly line?: string;
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly status?: string;
  readonly answerHeaders?: readonly string[];
  readonly answer?: string;
}): string {
  const { line = 'GET /v1/orders HTTP/1.1', host = 'api.shop.example', body, answer = '' } = parts;
  const sent = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return [
    `> ${line}`,
    `> Host: ${host}`,
    ...[...(parts.headers ?? []), ...sent].map((field) => `> ${field}`),
    '>',
    ...(body ? [`> ${body}`] : []),
    `< HTTP/1.1 ${parts.status ?? '401 Unauthorized'}`,
    ...(parts.answerHeaders ?? []).map((field) => `< ${field}`),
    '<',
    answer,
  ].join('\n');
}

/** A name that may be asked for, of one in the catalogue. */
export function wholeName(name: string): string {
  if (name.startsWith('credential.')) return 'credential.a.state';
  return name.replace('*', name === 'history.issued.*' ? 'request.path' : 'a');
}
