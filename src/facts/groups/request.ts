import { isRedacted } from '../../exchange/headers.js';
import { inside } from '../../exchange/place.js';
import { hostOf, hostOfUrl, pathOf, queryOf } from '../../exchange/request-url.js';
import { defineFacts, known } from '../fact.js';
import { typeOf } from '../json-reading.js';
import {
  headerFact,
  jsonFact,
  map,
  masked,
  mediaType,
  missing,
  placeOfBody,
  show,
} from '../message-facts.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export default defineFacts({
  'request.method': {
    means: 'the HTTP method, upper case',
    get: ({ exchange }) => {
      const { method, methodAt } = exchange.request ?? {};
      return method ? known(method.toUpperCase(), methodAt) : missing(exchange, 'the request method');
    },
    says: (value) => `the method is ${value}`,
  },
  'request.methodAsSent': {
    means: 'the HTTP method in its own case (methods are case-sensitive: RFC 9110, section 9.1)',
    get: ({ exchange }) => {
      const { method, methodAt } = exchange.request ?? {};
      return method ? known(method, methodAt) : missing(exchange, 'the request method');
    },
    says: (value) => `the method is written ${value}`,
  },
  'request.methodRefused': {
    means:
      'why a route does not take the method (405): `lower-case` (methods are case-sensitive) or `not-offered` (the Allow header of the answer does not list it: RFC 9110, section 10.2.1)',
    get: (context) => {
      const { request, response } = context.exchange;
      if (response?.status !== 405 && response?.status !== 501) return known(undefined);
      const { method = '', methodAt } = request ?? {};
      if (/[a-z]/.test(method)) return known('lower-case', methodAt);
      const allowed = response.headers.get('allow')?.value;
      const offered = (allowed ?? '')
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean);
      return known(
        method !== '' && offered.length > 0 && !offered.includes(method) ? 'not-offered' : undefined,
        methodAt,
      );
    },
    says: (value, { exchange }) =>
      value === 'lower-case'
        ? `the method was sent as ${exchange.request?.method}`
        : `Allow lists ${exchange.response?.headers.get('allow')?.value}, not ${exchange.request?.method}`,
  },
  'request.headerSize': {
    means: 'size of all request headers, names included',
    unit: 'bytes',
    get: ({ exchange }) => {
      const headers = exchange.request?.headers;
      if (headers?.seen !== 'all') return missing(exchange, 'the request headers');
      const size = headers.list.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
      return known(size, exchange.request?.at);
    },
    says: (value) => `the request headers have ${value} bytes`,
  },
  'request.largestHeader': {
    means: 'name of the largest request header',
    get: ({ exchange }) => {
      const headers = exchange.request?.headers;
      if (headers?.seen !== 'all') return missing(exchange, 'the request headers');
      const [largest] = [...headers.list].sort((a, b) => b.value.length - a.value.length);
      return known(largest?.name, largest?.at);
    },
    says: (value) => `${value} is the largest header`,
  },
  'request.body.exact': {
    means: 'whether the captured body is, byte for byte, the one that was sent',
    get: (context) => {
      const { exchange } = context;
      const body = exchange.request?.body;
      if (!body || context.body('request').is === 'not-captured')
        return missing(exchange, 'the request body');
      return known(body.is === 'none' || (body.is === 'bytes' && body.exact));
    },
    says: (value) => (value ? 'the body was captured byte for byte' : 'the body was rebuilt by the recorder'),
  },
  'request.isWrite': {
    means: 'whether the method may change state: true unless GET, HEAD or OPTIONS (RFC 9110, section 9.2.1)',
    get: (context) => map(context.fact('request.method'), (method) => !SAFE.has(method as string)),
    says: (value) => (value ? 'the method may change state' : 'the method only reads'),
  },
  'request.url': {
    means: 'the URL as far as it is known',
    get: ({ exchange }) => {
      const { url, urlAt } = exchange.request ?? {};
      return url ? known(url, urlAt) : missing(exchange, 'the request URL');
    },
    says: (value) => `the URL is ${value}`,
  },
  'request.scheme': {
    means: '`http` or `https`',
    get: ({ exchange }) => {
      const { url, urlAt } = exchange.request ?? {};
      const scheme = /^([a-z]+):\/\//i.exec(url ?? '')?.[1]?.toLowerCase();
      return scheme ? known(scheme, urlAt) : missing(exchange, 'the scheme of the URL');
    },
    says: (value) => `the URL begins with ${value}://`,
  },
  'request.host': {
    means: 'the host called, lower case, without port',
    get: ({ exchange }) => {
      const { url, urlAt, headers } = exchange.request ?? {};
      const host = hostOf(exchange.request);
      return host
        ? known(host, hostOfUrl(url) ? urlAt : headers?.get('host')?.at)
        : missing(exchange, 'the host that was called');
    },
    says: (value) => `the host is ${value}`,
  },
  'request.authority': {
    means: 'host and port called, as `openssl s_client -connect` takes them',
    get: (context) => {
      const { url } = context.exchange.request ?? {};
      const [, scheme = '', port] =
        /^(https?):\/\/(?:[^/?#@]*@)?[^/?#]*?(?::(\d+))?(?:[/?#]|$)/i.exec(url ?? '') ?? [];
      const usual = scheme.toLowerCase() === 'http' ? '80' : '443';
      return scheme
        ? map(context.fact('request.host'), (host) => `${host}:${port ?? usual}`)
        : missing(context.exchange, 'the port that was called');
    },
    says: (value) => `the call went to ${value}`,
  },
  'request.path': {
    means: 'the path, without the query string, not decoded',
    get: ({ exchange }) => {
      const path = pathOf(exchange.request);
      return path === undefined
        ? missing(exchange, 'the request path')
        : known(path, exchange.request?.urlAt);
    },
    says: (value) => `the path is ${value}`,
  },
  'request.query.*': {
    means: 'one query parameter, decoded; absent when the URL has none of that name',
    get: ({ exchange }, name) => {
      const query = queryOf(exchange.request);
      if (query === undefined) return missing(exchange, 'the query string');
      const value = new URLSearchParams(query).get(name) ?? undefined;
      const at = exchange.request?.urlAt;
      return value && isRedacted(value) ? masked(name) : known(value, inside(at, { parameter: name }));
    },
    says: (value, _context, name) =>
      value === undefined ? `the URL has no parameter ${name}` : `the parameter ${name} is ${show(value)}`,
  },
  'request.header.*': {
    means: 'one request header; absent only where the capture keeps all headers',
    get: ({ exchange }, name) => headerFact(exchange, 'request', name),
    says: (value, _context, name) =>
      value === undefined ? `the request has no ${name} header` : `${name} is ${show(value)}`,
  },
  'request.contentType': {
    means: 'the media type of the request, lower case, without parameters',
    get: (context) => map(context.fact('request.header.content-type'), mediaType),
    says: (value) =>
      value === undefined ? 'the request has no Content-Type' : `the request says its body is ${value}`,
  },
  'request.body.size': {
    means: 'size of the request body as sent',
    unit: 'bytes',
    get: (context) => {
      const { exchange } = context;
      const body = exchange.request?.body;
      if (body?.is === 'none') return known(0);
      return body?.is === 'bytes' && context.body('request').is !== 'not-captured'
        ? known(body.wire.length, body.at)
        : missing(exchange, 'the request body');
    },
    says: (value) => `the request body has ${value} bytes`,
  },
  'request.body.looksLike': {
    means: '`json`, `form`, `multipart`, `xml`, `html`, `text`, `binary` or `empty`, by its content',
    get: (context) => {
      const body = context.body('request');
      if (body.is === 'not-captured') return missing(context.exchange, 'the request body');
      return known(body.is === 'json' ? 'json' : body.looksLike, placeOfBody(context, 'request'));
    },
    says: (value) => `the request body is ${value}`,
  },
  'request.body.syntax': {
    means:
      '`ok`, `malformed` or `empty`: whether the body is JSON, when it is meant to be; its place is where parsing stops',
    get: (context) => {
      const body = context.body('request');
      if (body.is === 'not-captured') return missing(context.exchange, 'the request body');
      if (body.is === 'not-json' && body.looksLike === 'empty') return known('empty');
      if (!body.syntaxError) return known('ok');
      const { offset = 0 } = body.syntaxError;
      const whole = placeOfBody(context, 'request');
      return known('malformed', whole && inside(whole, { from: offset, to: offset + 1 }));
    },
    says: (value, context) => {
      const body = context.body('request');
      const why = body.is !== 'not-captured' && body.syntaxError ? `: ${body.syntaxError.says}` : '';
      return value === 'malformed'
        ? `the request body is not valid JSON from here on${why}`
        : `the JSON of the request body is ${value}`;
    },
  },
  'request.json.*': {
    means: 'a value inside the JSON body of the request: `lineItems.0.amount`; `.length` counts',
    get: (context, name) => jsonFact(context, 'request', name, (value) => value),
    says: (value, _context, name) =>
      value === undefined ? `the request body has no ${name}` : `${name} is ${show(value)}`,
  },
  'request.type.*': {
    means:
      'JSON type of a member of the request body: `absent`, `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`',
    get: (context, name) => {
      const type = jsonFact(context, 'request', name, typeOf);
      // Its value may have been told.
      return type.is === 'known' ? type : map(context.fact(`request.json.${name}`), typeOf);
    },
    says: (value, _context, name) =>
      value === 'absent' ? `the request body has no ${name}` : `${name} is of type ${value}`,
  },
});
