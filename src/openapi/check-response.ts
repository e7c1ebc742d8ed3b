import { readBodyOf } from '../facts/json-reading.js';
import { isJsonType, jsonViolations } from './check-body.js';
import type { Part } from './document.js';
import type { Violation } from './finding.js';
import { describedType, listOf, mediaTypesOf, otherType, typeOfMessage } from './media-types.js';
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
  const reading = readBodyOf(response);
  const types = mediaTypesOf(document, answer);
  const type = typeOfMessage(response);
  if (types.length === 0 || reading.is === 'not-captured') return [];
  if (reading.is === 'not-json' && reading.looksLike === 'empty') return [];
  if (type.is !== 'given') return [];
  const fitting = describedType(types, type.value);
  if (!fitting) {
    const says = `the answer is ${type.value}; ${listOf(types)} is described`;
    return [{ ...otherType(document, types), part: 'response', name: type.value, says, at: type.at }];
  }
  const [, media] = fitting;
  if (!isJsonType(type.value) || reading.is !== 'json' || !reading.whole) return [];
  return jsonViolations(checked, reading.value, [...media.path, 'schema'], response.body, 'response');
}
