import { isRedacted } from '../exchange/headers.js';
import type { Place } from '../exchange/place.js';
import { queryOf } from '../exchange/request-url.js';
import { isObject } from '../facts/json-reading.js';
import { nearest } from '../nearest.js';
import { describedPlace } from './described-place.js';
import type { Part } from './document.js';
import type { Violation } from './finding.js';
import type { Checked } from './operation.js';
import {
  formDecoded,
  type ParameterStyle,
  plainValue,
  queryValue,
  type SentValue,
} from './parameter-value.js';
import { faultWords } from './schema-words.js';

const DEFAULT_STYLE = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;
/** What a description says of these headers is ignored (OpenAPI 3.1.1, section 4.8.12.1). */
const IGNORED: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** How the parameters of path, query, headers and cookies differ from what is described. */
export function parameterViolations(checked: Checked): Violation[] {
  return checked.operation.parameters.flatMap((part) => ofParameter(checked, part));
}

function ofParameter(checked: Checked, part: Part): Violation[] {
  const { document, checks } = checked;
  const style = styleOf(checked, part);
  if (!style || (style.in === 'header' && IGNORED.has(style.name.toLowerCase()))) return [];
  const { sent, at } = sentFor(checked, style);
  const what = `the ${style.in} parameter ${style.name}`;
  const base = { part: 'parameter', name: style.name, at } as const;
  if (sent.is === 'masked') return [];
  if (sent.is === 'absent') {
    if (document.in(part, 'required')?.value !== true) return [];
    const meant = style.in === 'query' ? nearest(style.name, queryNames(checked)) : undefined;
    return [
      {
        ...base,
        says: `${what} is missing${meant === undefined ? '' : `; ${meant} was sent`}`,
        described: { says: `${style.name} is required`, at: document.placeOf([...part.path, 'required']) },
      },
    ];
  }
  // A parameter with `content` is a document of its own.
  const [media] = document.members(document.in(part, 'content'));
  if (media) return [];
  const path = [...part.path, 'schema'];
  return checks(path, sent.value, { side: 'request', texts: true, what }).map((fault) => {
    const { says } = faultWords({ ...fault, path: [] }, what);
    const described = { says: `what is described for ${style.name}`, at: describedPlace(document, fault) };
    return { ...base, says, described };
  });
}

function styleOf({ document }: Checked, part: Part): ParameterStyle | undefined {
  const { value } = part;
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  const place = value.in;
  if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') return undefined;
  const style = typeof value.style === 'string' ? value.style : DEFAULT_STYLE[place];
  const types = [document.in(part, 'schema', 'type')?.value].flat();
  return {
    name: value.name,
    in: place,
    style,
    explode: typeof value.explode === 'boolean' ? value.explode : style === 'form',
    type: types.includes('array') ? 'array' : types.includes('object') ? 'object' : 'plain',
  };
}

function sentFor(
  { exchange: { request }, operation }: Checked,
  style: ParameterStyle,
): { readonly sent: SentValue; readonly at?: Place | undefined } {
  const unknown = { sent: { is: 'masked' } } as const;
  if (!request) return unknown;
  const { headers, urlAt } = request;
  if (style.in === 'path') {
    const text = operation.match.parameters.get(style.name);
    if (text === undefined || isRedacted(text)) return unknown;
    return { sent: plainValue(text, style), at: urlAt };
  }
  if (style.in === 'query') {
    const query = queryOf(request);
    return query === undefined ? unknown : { sent: queryValue(query, style), at: urlAt };
  }
  const name = style.in === 'header' ? style.name : 'cookie';
  const header = headers.get(name);
  if (header?.redacted) return unknown;
  if (!header) return headers.proveAbsence(name) ? { sent: { is: 'absent' } } : unknown;
  const text = style.in === 'header' ? header.value : cookieIn(header.value, style.name);
  if (text === undefined) return { sent: { is: 'absent' }, at: header.at };
  return isRedacted(text) ? unknown : { sent: plainValue(text, style), at: header.at };
}

function queryNames({ exchange, operation }: Checked): string[] {
  const described = new Set(operation.parameters.map(({ value }) => isObject(value) && value.name));
  return (queryOf(exchange.request) ?? '')
    .split('&')
    .map((pair) => formDecoded(pair.split('=')[0] ?? ''))
    .filter((name) => !described.has(name));
}

function cookieIn(header: string, name: string): string | undefined {
  const pair = header
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
