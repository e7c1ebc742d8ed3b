import { defineFacts, type FactContext, known, notCollected } from '../fact.js';
import { typeOf } from '../json-reading.js';
import { headerFact, jsonFact, map, mediaType, missing, placeOfBody, show } from '../message-facts.js';

/** Servers and headers that a gateway leaves when it answers in the API's place. */
const GATEWAY_SERVERS = [
  'cloudflare',
  'nginx',
  'openresty',
  'awselb',
  'cloudfront',
  'akamai',
  'squid',
  'varnish',
  'haproxy',
  'envoy',
  'apache',
  'iis',
  'traefik',
  'caddy',
  'gws',
  'imperva',
  'sucuri',
];
const GATEWAY_HEADERS = ['cf-mitigated', 'x-squid-error', 'x-iinfo', 'x-sucuri-id', 'x-amzn-waf-action'];

export default defineFacts({
  'response.status': {
    means: 'the HTTP status of the answer',
    get: ({ exchange }) => {
      const { status, statusAt } = exchange.response ?? {};
      return status === undefined ? missing(exchange, 'the HTTP status') : known(status, statusAt);
    },
    says: (value) => `the HTTP status is ${value}`,
  },
  'response.header.*': {
    means: 'one response header; absent only where the capture keeps all headers',
    get: ({ exchange }, name) => headerFact(exchange, 'response', name),
    says: (value, _context, name) =>
      value === undefined ? `the answer has no ${name} header` : `the answer's ${name} is ${show(value)}`,
  },
  'response.contentType': {
    means: 'the media type of the answer, lower case, without parameters',
    get: (context) => map(context.fact('response.header.content-type'), mediaType),
    says: (value) => (value === undefined ? 'the answer has no Content-Type' : `the answer is ${value}`),
  },
  'response.date': {
    means: "the server's clock: the answer's Date (RFC 9110, section 6.6.1), or the time given with --now",
    unit: 'ms',
    get: (context) => {
      const date = context.fact('response.header.date');
      const time =
        date.is === 'known' && typeof date.value === 'string' ? Date.parse(date.value) : Number.NaN;
      if (!Number.isNaN(time) && date.is === 'known') return known(time, date.at);
      if (context.stated.now !== undefined) return known(context.stated.now);
      // The recorder's own time is the suspect's clock and is not used here.
      return notCollected(
        "the server's clock (the answer's Date header)",
        'capture the response headers, or give --now TIME',
      );
    },
    says: (value) => `the server's clock says ${new Date(value as number).toISOString()}`,
  },
  'response.body.looksLike': {
    means: '`json`, `form`, `xml`, `html`, `text`, `binary` or `empty`, by its content',
    get: (context) => {
      const body = context.body('response');
      if (body.is === 'not-captured') return missing(context.exchange, 'the response body');
      return known(body.is === 'json' ? 'json' : body.looksLike, placeOfBody(context, 'response'));
    },
    says: (value) => `the response body is ${value}`,
  },
  'response.body.size': {
    means: 'size of the response body as captured',
    unit: 'bytes',
    get: ({ exchange }) => {
      const body = exchange.response?.body;
      if (body?.is === 'none') return known(0);
      return body?.is === 'bytes' ? known(body.wire.length, body.at) : missing(exchange, 'the response body');
    },
    says: (value) => `the response body has ${value} bytes`,
  },
  'response.missingBytes': {
    means:
      'how many bytes the body is shorter than Content-Length says; absent when it is whole, or its framing, coding or capture leave that open',
    unit: 'bytes',
    get: ({ exchange }) => {
      const { response, request } = exchange;
      const body = response?.body;
      if (!response || body?.is !== 'bytes' || !body.exact) return known(undefined);
      const { headers, status = 0 } = response;
      const declared = Number(headers.get('content-length')?.value ?? Number.NaN);
      // Neither is a body sent with these (RFC 9110, section 6.4.1), nor measured by Content-Length when chunked.
      const bodiless = request?.method === 'HEAD' || status < 200 || status === 204 || status === 304;
      const framed = headers.get('transfer-encoding') ?? headers.get('content-encoding');
      if (bodiless || framed || !(declared > body.wire.length)) return known(undefined);
      return known(declared - body.wire.length, headers.get('content-length')?.at);
    },
    says: (value, { exchange }) =>
      value === undefined
        ? 'the body is as long as Content-Length says'
        : `${value} bytes of the ${exchange.response?.headers.get('content-length')?.value} announced did not come`,
  },
  'response.json.*': {
    means: 'a value inside the JSON body of the answer',
    get: (context, name) => jsonFact(context, 'response', name, (value) => value),
    says: (value, _context, name) =>
      value === undefined ? `the answer has no ${name}` : `the answer's ${name} is ${show(value)}`,
  },
  'response.type.*': {
    means: 'JSON type of a member of the answer',
    get: (context, name) => jsonFact(context, 'response', name, typeOf),
    says: (value, _context, name) =>
      `the answer's ${name} is ${value === 'absent' ? 'absent' : `of type ${value}`}`,
  },
  'response.fromGateway': {
    means:
      'what answered instead of the API: a server name (`cloudflare`, `nginx`, …) or `an unnamed gateway`, which sent a web page; absent when the API answered',
    get: (context) => known(gatewayOf(context), context.exchange.response?.at),
    says: (value) => `this is an answer of ${value}, not of the API`,
  },
});

/** An HTML page, or an empty gateway error, says that the API itself did not answer. */
function gatewayOf(context: FactContext): string | undefined {
  const { response } = context.exchange;
  if (!response || (response.status !== undefined && response.status < 400)) return undefined;
  const body = context.body('response');
  const kind = body.is === 'not-json' ? body.looksLike : body.is;
  if (kind === 'json') return undefined;
  const marked = GATEWAY_HEADERS.find((name) => response.headers.get(name));
  const page = kind === 'html';
  const silent =
    kind === 'empty' && response.status !== undefined && [502, 503, 504].includes(response.status);
  if (!page && !silent && !marked) return undefined;
  const server = response.headers.get('server')?.value.toLowerCase() ?? '';
  const text = body.is === 'not-json' ? body.text.slice(0, 4000).toLowerCase() : '';
  const named =
    GATEWAY_SERVERS.find((name) => server.includes(name)) ??
    (page ? GATEWAY_SERVERS.find((name) => text.includes(name)) : undefined);
  return named ?? marked ?? (page ? 'an unnamed gateway' : undefined);
}
