import type { RequestMessage, ResponseMessage } from '../exchange/exchange.js';
import type { Place } from '../exchange/place.js';
import { mediaType } from '../facts/message-facts.js';
import type { DescriptionDocument, Part } from './document.js';
import type { Violation } from './finding.js';
import { list } from './schema-words.js';

export type MediaTypes = readonly (readonly [name: string, part: Part])[];

/** The media types of a request body or an answer, as they are described. */
export function mediaTypesOf(document: DescriptionDocument, part: Part): MediaTypes {
  return document.members(document.in(part, 'content'));
}

/** The described type that a message's type belongs to: the same, else the narrowest range (`text/*`, then any). */
export function describedType(types: MediaTypes, given: string): MediaTypes[number] | undefined {
  const [kind = ''] = given.split('/');
  return [given, `${kind}/*`, '*/*']
    .map((wanted) => types.find(([name]) => mediaType(name) === wanted))
    .find((found) => found !== undefined);
}

/** The described types in words: `application/json or text/csv`. */
export function listOf(types: MediaTypes): string {
  return list(types.map(([name]) => name));
}

/** What a message of none of the described types is told of them. */
export function otherType(
  document: DescriptionDocument,
  types: MediaTypes,
): Pick<Violation, 'instead' | 'described'> {
  const [, first] = types[0] as MediaTypes[number];
  return {
    instead: listOf(types),
    described: { says: 'the media types that are described', at: document.placeOf(first.path) },
  };
}

/** The media type that a message states; absent only where the capture keeps all headers. */
export function typeOfMessage({
  headers,
}: RequestMessage | ResponseMessage):
  | { readonly is: 'given'; readonly value: string; readonly at: Place | undefined }
  | { readonly is: 'absent' | 'unknown' } {
  const header = headers.get('content-type');
  if (header && !header.redacted) return { is: 'given', value: mediaType(header.value) ?? '', at: header.at };
  return { is: !header && headers.proveAbsence('content-type') ? 'absent' : 'unknown' };
}
