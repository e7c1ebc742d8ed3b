import { readBody } from '../facts/json-reading.js';
import { isJsonType, jsonViolations } from './check-body.js';
import type { Part } from './document.js';
import type { Violation } from './finding.js';
import { describedType, mediaTypesOf, typeOfMessage } from './media-types.js';
import type { Checked } from './operation.js';
import { list } from './schema-words.js';

/** How the answer differs from what is described: its status, media type and body. */
export function responseViolations(checked: Checked): Violation[] {
  const { operation, exchange, document } = checked;
  const { response } = exchange;
  const described = operation.in('responses');
  if (!response || response.status === undefined || !described) return [];
  const { status } = response;
  const answer = [String(status), `${String(status)[0]}XX`, `${String(status)[0]}xx`, 'default']
    .map((key) => document.in(described, key))
    .find((one) => one !== undefined);
  if (!answer) {
    const names = document.members(described).flatMap(([name]) => (name.startsWith('x-') ? [] : [name]));
    return [
      {
        part: 'status',
        name: String(status),
        says: `the status ${status} is not described for ${operation.name}`,
        at: response.statusAt,
        instead: list(names),
        described: { says: `described: ${list(names)}`, at: document.placeOf(described.path) },
      },
    ];
  }
  return contentViolations(checked, answer);
}

function contentViolations(checked: Checked, answer: Part): Violation[] {
  const { exchange, document } = checked;
  const { response } = exchange;
  if (!response) return [];
  const { headers, body } = response;
  const reading = readBody(
    body,
    headers.get('content-type')?.value.toLowerCase() ?? '',
    headers.get('content-encoding')?.value ?? '',
  );
  const types = mediaTypesOf(document, answer);
  const type = typeOfMessage(response);
  if (types.length === 0 || reading.is === 'not-captured') return [];
  if (reading.is === 'not-json' && reading.looksLike === 'empty') return [];
  if (type.is !== 'given') return [];
  const fitting = describedType(types, type.value);
  if (!fitting) {
    const names = types.map(([name]) => name);
    return [
      {
        part: 'response',
        name: type.value,
        says: `the answer is ${type.value}; ${list(names)} is described`,
        at: type.at,
        instead: list(names),
        described: {
          says: 'the media types that are described',
          at: document.placeOf(types[0]?.[1].path ?? answer.path),
        },
      },
    ];
  }
  const [, media] = fitting;
  if (!isJsonType(type.value) || reading.is !== 'json' || !reading.whole) return [];
  return jsonViolations(checked, reading.value, [...media.path, 'schema'], body, 'response');
}
