import type { Body } from '../exchange/body.js';
import { keyPlace, valuePlace } from '../exchange/body.js';
import { isRedacted } from '../exchange/headers.js';
import { memberAt } from '../exchange/json-member.js';
import type { JsonPath, Place } from '../exchange/place.js';
import { inside } from '../exchange/place.js';
import { type BodyReading, readBodyOf } from '../facts/json-reading.js';
import { placeOfBytes } from '../facts/message-facts.js';
import { describedPlace } from './described-place.js';
import type { Part } from './document.js';
import type { Violation } from './finding.js';
import {
  describedType,
  listOf,
  type MediaTypes,
  mediaTypesOf,
  otherType,
  typeOfMessage,
} from './media-types.js';
import type { Checked } from './operation.js';
import { formDecoded } from './parameter-value.js';
import type { SchemaFault } from './schema-check.js';
import { faultWords } from './schema-words.js';

/** How the request body and its media type differ from what is described. */
export function bodyViolations(checked: Checked): Violation[] {
  const { operation, exchange, document } = checked;
  const { request } = exchange;
  const described = operation.in('requestBody');
  if (!request || !described) return [];
  const reading = readBodyOf(request);
  if (reading.is === 'not-json' && reading.looksLike === 'empty')
    return document.in(described, 'required')?.value === true ? [missingBody(checked, described)] : [];
  const types = mediaTypesOf(document, described);
  if (types.length === 0) return [];
  const type = typeOfMessage(request);
  if (type.is === 'unknown') {
    const [only] = types.length === 1 ? types : [];
    return only ? contentViolations(checked, request.body, reading, only) : [];
  }
  const given = type.is === 'given' ? type.value : undefined;
  const fitting = given === undefined ? undefined : describedType(types, given);
  if (fitting && given !== undefined)
    return contentViolations(checked, request.body, reading, [given, fitting[1]]);
  return [
    {
      ...otherType(document, types),
      part: 'content-type',
      name: given ?? 'Content-Type',
      says: `${given === undefined ? 'there is no Content-Type' : `Content-Type is ${given}`}; ${listOf(types)} is described`,
      at: type.is === 'given' ? type.at : undefined,
    },
  ];
}

function missingBody({ exchange, document }: Checked, described: Part): Violation {
  return {
    part: 'body',
    name: 'the body',
    says: 'the body is missing',
    at: exchange.request?.methodAt,
    described: { says: 'the body is required', at: document.placeOf([...described.path, 'required']) },
  };
}

function contentViolations(
  checked: Checked,
  body: Body,
  reading: BodyReading,
  [mediaType, media]: MediaTypes[number],
): Violation[] {
  const path = [...media.path, 'schema'];
  if (mediaType.startsWith('application/x-www-form-urlencoded')) {
    const fields = reading.is === 'not-json' ? formFields(reading.text) : undefined;
    if (!fields) return [];
    return checked
      .checks(path, fields, { side: 'request', texts: true, what: 'the form' })
      .map((fault) => violationOf(checked, fault, 'the form', () => placeOfBytes(body)));
  }
  if (!isJsonType(mediaType) || reading.is !== 'json' || !reading.whole) return [];
  return jsonViolations(checked, reading.value, path, body, 'request');
}

/** How a JSON body differs from its schema, the outermost differences first. */
export function jsonViolations(
  checked: Checked,
  value: unknown,
  path: JsonPath,
  body: Body,
  side: 'request' | 'response',
): Violation[] {
  const whole = side === 'request' ? 'the body' : 'the body of the answer';
  const faults = checked.checks(path, value, { side, what: whole });
  const found = [...faults]
    .sort((a, b) => a.path.length - b.path.length)
    .map((fault) => violationOf(checked, fault, whole, (at, byName) => placeIn(body, value, at, byName)));
  return found.filter(({ says }, index) => found.findIndex((one) => one.says === says) === index);
}

function violationOf(
  { document }: Checked,
  fault: SchemaFault,
  whole: string,
  placeAt: (path: JsonPath, byName: boolean) => Place | undefined,
): Violation {
  const words = faultWords(fault, whole);
  const part = whole === 'the body of the answer' ? 'response' : 'body';
  return {
    part,
    name: words.name,
    says: words.says,
    at: placeAt(words.path, words.byName ?? false),
    described: { says: `what is described for ${words.name}`, at: describedPlace(document, fault) },
  };
}

/** A plain value, the name of a list or object, or the first byte of what lacks a member or has no name. */
function placeIn(body: Body, root: unknown, path: JsonPath, byName: boolean): Place | undefined {
  const value = memberAt(root, path);
  const found = value === undefined ? path.slice(0, -1) : path;
  const isPlain = value !== undefined && (typeof value !== 'object' || value === null);
  if (isPlain && !byName) return valuePlace(body, found);
  const hasName = found.length > 0 && !Array.isArray(memberAt(root, found.slice(0, -1)));
  if (hasName) return keyPlace(body, found);
  const place = valuePlace(body, found);
  return place && inside(place, { from: 0, to: 1 });
}

function formFields(text: string): Record<string, unknown> | undefined {
  const fields = new Map<string, string[]>();
  for (const pair of text.trim().split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const key = formDecoded(name).replace(/\[\]$/, '');
    // Members of members are written in many ways, and no description says in which.
    if (key.includes('[')) return undefined;
    fields.set(key, [...(fields.get(key) ?? []), formDecoded(rest.join('='))]);
  }
  if ([...fields.values()].flat().some(isRedacted)) return undefined;
  return Object.fromEntries(
    [...fields].map(([key, values]) => [key, values.length > 1 ? values : values[0]]),
  );
}

/** JSON by its name (RFC 6839, section 3.1, for `+json`). */
export function isJsonType(type: string): boolean {
  return /^[\w.+-]+\/(?:[\w.+-]+\+)?json\b/i.test(type);
}
