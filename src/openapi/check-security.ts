import type { RequestMessage } from '../exchange/exchange.js';
import { queryOf } from '../exchange/request-url.js';
import { isObject } from '../facts/json-reading.js';
import type { DescriptionDocument, Part } from './document.js';
import type { Violation } from './finding.js';
import type { Checked } from './operation.js';
import { formDecoded } from './parameter-value.js';

/** Whether a credential that the description asks for was certainly not sent. */
export function securityViolations({ exchange, operation, document }: Checked): Violation[] {
  const { request } = exchange;
  const root = { value: document.root, path: [] };
  const required = operation.in('security') ?? document.in(root, 'security');
  if (!request || !required) return [];
  const alternatives = document
    .items(required)
    .map((alternative) => document.members(alternative).map(([name]) => lacking(document, request, name)));
  // Any of the alternatives is enough; one without members asks for nothing.
  if (alternatives.length === 0 || alternatives.some((schemes) => schemes.every((one) => one === undefined)))
    return [];
  return alternatives[0]?.flatMap((one) => one ?? []).slice(0, 1) ?? [];
}

/** What is missing for a scheme (OpenAPI 3.1.1, section 4.8.27); undefined where it was sent or may have been. */
function lacking(
  document: DescriptionDocument,
  request: RequestMessage,
  name: string,
): Violation | undefined {
  const scheme = document.in({ value: document.root, path: [] }, 'components', 'securitySchemes', name);
  if (!scheme || !isObject(scheme.value)) return undefined;
  const { type, in: place, name: carrier, scheme: word } = scheme.value;
  if (type === 'apiKey' && typeof carrier === 'string')
    return lackingKey(document, request, scheme, place, carrier);
  if (type !== 'http' && type !== 'oauth2' && type !== 'openIdConnect') return undefined;
  const wanted = type === 'http' ? String(word) : 'bearer';
  const header = request.headers.get('authorization');
  if (!header) {
    return request.headers.proveAbsence('authorization')
      ? violation(
          document,
          scheme,
          'Authorization',
          `the request has no Authorization header (${wanted} is described)`,
        )
      : undefined;
  }
  const sent = /^([\w-]+) +\S/.exec(header.value)?.[1];
  if (header.redacted || !sent || sent.toLowerCase() === wanted.toLowerCase()) return undefined;
  return {
    ...violation(document, scheme, 'Authorization', `Authorization is ${sent}; ${wanted} is described`),
    at: header.at,
  };
}

function lackingKey(
  document: DescriptionDocument,
  request: RequestMessage,
  scheme: Part,
  place: unknown,
  carrier: string,
): Violation | undefined {
  if (place === 'query') {
    const query = queryOf(request);
    if (query === undefined) return undefined;
    const sent = query.split('&').some((pair) => formDecoded(pair.split('=')[0] ?? '') === carrier);
    return sent
      ? undefined
      : { ...violation(document, scheme, carrier, `the URL has no parameter ${carrier}`), at: request.urlAt };
  }
  const name = place === 'cookie' ? 'cookie' : carrier;
  const header = request.headers.get(name);
  const isThere =
    header && (place !== 'cookie' || header.redacted || `; ${header.value}`.includes(`; ${carrier}=`));
  if (isThere || (!header && !request.headers.proveAbsence(name))) return undefined;
  const says =
    place === 'cookie' ? `the request has no cookie ${carrier}` : `the request has no ${carrier} header`;
  return violation(document, scheme, carrier, says);
}

function violation(document: DescriptionDocument, scheme: Part, name: string, says: string): Violation {
  const at = document.placeOf(scheme.path);
  return { part: 'security', name, says, described: { says: 'the scheme that is described', at } };
}
