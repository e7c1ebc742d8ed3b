import { isUtf8 } from 'node:buffer';
import type { RequestMessage } from '../../exchange/exchange.js';
import { defineFacts, type FactContext, known } from '../fact.js';
import { jsonMistake } from '../json-mistake.js';
import { jsonFact, mediaType, placeOfBody } from '../message-facts.js';

/**
 * Whether the body of a refused request (400, 411, 415, 422, 500) is what its headers say. Under any other status
 * all of these are absent.
 */
export default defineFacts({
  'content.typeMismatch': {
    means:
      'how Content-Type and body disagree: `json-as-form`, `json-as-text`, `json-as-binary`, `json-untyped`, `form-as-json`, `xml-as-json`, `multipart-as-json`, `boundary-missing`, or `form-by-default` (a type that curl sets by itself, over a body that was not captured)',
    get: (context) => {
      const request = refused(context);
      return request ? known(mismatch(context, request), typeAt(request)) : known(undefined);
    },
    says: (value, { exchange }) => {
      const type = exchange.request?.headers.get('content-type')?.value;
      return `${type ? `Content-Type is ${type}` : 'there is no Content-Type'}${MISMATCHES[value as string] ?? ''}`;
    },
  },
  'content.emptyJson': {
    means: 'whether the request says that its body is JSON and has no body',
    get: (context) => {
      const request = refused(context);
      if (!request || !isJson(typeOf(request))) return known(false);
      const body = context.body('request');
      const none = body.is === 'not-captured' && request.headers.get('content-length')?.value === '0';
      return known(none || (body.is === 'not-json' && body.looksLike === 'empty'), typeAt(request));
    },
    says: () => 'Content-Type says JSON, and the body is empty',
  },
  'content.malformedJson': {
    means:
      'which mistake makes the JSON of the request invalid: `single-quotes`, `trailing-comma`, `object-object`, `python-literal`, `unquoted-key`, `undefined`, `comment`, `smart-quotes`, `line-break`, `second-value`, `cut`, `in-string` (encoded twice) or `other`; absent when it is valid or no JSON is meant',
    get: (context) => {
      const request = refused(context);
      if (request?.body.is !== 'bytes' || !isJson(typeOf(request))) return known(undefined);
      const reading = context.body('request');
      if (reading.is === 'not-captured') return known(undefined);
      if (reading.is === 'not-json' && /^(?:form|xml|html|multipart|binary|empty)$/.test(reading.looksLike))
        return known(undefined);
      if (!reading.syntaxError)
        return known(isEncodedTwice(reading) ? 'in-string' : undefined, bodyAt(context));
      const bytes = Buffer.from(request.body.wire);
      const before = bytes.subarray(0, reading.syntaxError.offset ?? 0).toString();
      const syntax = context.fact('request.body.syntax');
      return known(
        jsonMistake(bytes.toString(), before.length),
        syntax.is === 'known' ? syntax.at : undefined,
      );
    },
    says: (value, context) => {
      const reading = context.body('request');
      const why = reading.is !== 'not-captured' ? reading.syntaxError?.says : undefined;
      return value === 'in-string'
        ? 'the body is a JSON text inside a JSON string'
        : `the body stops to be JSON here${why ? `: ${why}` : ''}`;
    },
  },
  'content.unreadFields': {
    means:
      'fields that the answer calls missing although the body of the request has them, joined; absent when there are none',
    get: (context) => {
      const unread = unreadFields(context);
      return known(unread.length > 0 ? unread.join(', ') : undefined, bodyAt(context));
    },
    says: (value) => `the body has ${value}, which the answer calls missing`,
  },
  'content.encodingFault': {
    means:
      'why a JSON body may be unreadable although it looks right: `bom` (byte-order mark), `not-utf8`, `utf-16`, or `other-charset` in Content-Type (JSON is UTF-8: RFC 8259, section 8.1)',
    get: (context) => {
      const request = refused(context);
      if (!request || !isJson(typeOf(request))) return known(undefined);
      const fault = encodingFault(request);
      return known(fault, fault === 'other-charset' ? typeAt(request) : bodyAt(context));
    },
    says: (value, { exchange }) =>
      value === 'other-charset'
        ? `Content-Type is ${exchange.request?.headers.get('content-type')?.value}`
        : (ENCODINGS[value as string] ?? `the body is ${value}`),
  },
  'content.onGet': {
    means: 'whether a refused GET or HEAD carries a body (no defined meaning: RFC 9110, section 9.3.1)',
    get: (context) => {
      const { request, response } = context.exchange;
      if (!request || !/^(?:GET|HEAD)$/i.test(request.method ?? '') || (response?.status ?? 0) < 400)
        return known(false);
      const length = request.headers.get('content-length');
      const sent = request.body.is === 'bytes' && request.body.wire.length > 0;
      return known(sent || Number(length?.value ?? 0) > 0, request.methodAt ?? length?.at);
    },
    says: (_value, { exchange }) => `a ${exchange.request?.method} request was sent with a body`,
  },
});

const STATUSES: ReadonlySet<number> = new Set([400, 411, 415, 422, 500]);

const MISMATCHES: Readonly<Record<string, string>> = {
  'json-as-form': ', but the body is JSON',
  'json-as-text': ', but the body is JSON',
  'json-as-binary': ', but the body is JSON',
  'json-untyped': ', and the body is JSON',
  'form-as-json': ', but the body is a form (name=value)',
  'xml-as-json': ', but the body is XML',
  'multipart-as-json': ', but the body is multipart',
  'boundary-missing': ' without a boundary',
  'form-by-default': ', which is what curl sets when no type is given',
};

const ENCODINGS: Readonly<Record<string, string>> = {
  bom: 'the body begins with a byte-order mark (EF BB BF)',
  'not-utf8': 'the body holds bytes that are not UTF-8',
  'utf-16': 'the body is UTF-16',
};

const SAYS_MISSING =
  /\b(?:required|missing)\W*$|^(?:required|missing)\b|\bmust (?:be (?:present|provided)|not be (?:blank|null|empty))\b|\bcan(?:no|')t be (?:blank|null|empty)\b/i;

function unreadFields(context: FactContext): string[] {
  const request = refused(context);
  if (!request || context.body('request').is !== 'json') return [];
  return context.envelope.items.flatMap(({ field, message, code }) => {
    if (!field || !SAYS_MISSING.test((message ?? code)?.text.slice(0, 300) ?? '')) return [];
    const sent = jsonFact(context, 'request', field, (value) => value);
    return sent.is === 'known' && isFilled(sent.value) ? [field] : [];
  });
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null && value !== '';
}

function refused({ exchange: { request, response } }: FactContext): RequestMessage | undefined {
  return request && STATUSES.has(response?.status ?? 0) ? request : undefined;
}

function typeOf(request: RequestMessage): string | undefined {
  return mediaType(request.headers.get('content-type')?.value);
}

function typeAt(request: RequestMessage) {
  return request.headers.get('content-type')?.at ?? request.at;
}

function bodyAt(context: FactContext) {
  return placeOfBody(context, 'request');
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /[/+]json$/.test(type);
}

function mismatch(context: FactContext, request: RequestMessage): string | undefined {
  const type = typeOf(request);
  if (type === undefined && !request.headers.proveAbsence('content-type')) return undefined;
  if (type === 'multipart/form-data' && !/boundary=/i.test(request.headers.get('content-type')?.value ?? ''))
    return 'boundary-missing';
  const reading = context.body('request');
  if (reading.is === 'not-captured') {
    const byCurl = /^curl\//.test(request.headers.get('user-agent')?.value ?? '');
    return type === 'application/x-www-form-urlencoded' && byCurl ? 'form-by-default' : undefined;
  }
  const kind = reading.is === 'json' ? jsonKind(reading.value) : reading.looksLike;
  if (kind === 'json') {
    if (type === undefined) return 'json-untyped';
    if (type === 'application/x-www-form-urlencoded') return 'json-as-form';
    if (type === 'text/plain') return 'json-as-text';
    return type === 'application/octet-stream' ? 'json-as-binary' : undefined;
  }
  return isJson(type) && (kind === 'form' || kind === 'xml' || kind === 'multipart')
    ? `${kind}-as-json`
    : undefined;
}

/** A number or a word alone is JSON to a parser, and plain text to everybody else. */
function jsonKind(value: unknown): 'json' | 'text' {
  return typeof value === 'object' && value !== null ? 'json' : 'text';
}

function isEncodedTwice(reading: ReturnType<FactContext['body']>): boolean {
  return reading.is === 'json' && typeof reading.value === 'string' && /^\s*[{[]/.test(reading.value);
}

function encodingFault(request: RequestMessage): string | undefined {
  const wire = request.body.is === 'bytes' && request.body.exact ? request.body.wire : undefined;
  if (wire && wire.length > 2 && !request.headers.get('content-encoding')) {
    const [first, second, third] = wire;
    if (first === 0xef && second === 0xbb && third === 0xbf) return 'bom';
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || second === 0)
      return 'utf-16';
    if (!isUtf8(wire)) return 'not-utf8';
  }
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers.get('content-type')?.value ?? '')?.[1];
  return charset && !/^(?:utf-?8|us-ascii)$/i.test(charset) ? 'other-charset' : undefined;
}
