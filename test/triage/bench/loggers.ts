import type { Call } from './traffic.js';

/** Writes one call as a line of a log. */
export type Logger = (call: Call) => string;

/** As loggers of several languages write the calls of an HTTP client. */
export const loggers: Readonly<Record<string, Logger>> = {
  pino,
  container,
  winston,
  structlog,
  nginx,
  telemetry,
  exchanges,
};

/** A serialiser of the client's request and response in front of pino. */
export function pino(call: Call): string {
  const { kind, time, took, url, says } = call;
  const answered = kind.status !== null;
  return JSON.stringify({
    level: kind.outcome === 'succeeded' ? 30 : 50,
    time,
    pid: 4711,
    hostname: 'shop-7d9f5c-x2x9k',
    msg: answered ? 'request completed' : 'request errored',
    request: { method: kind.method, url, headers: call.requestHeaders },
    ...(answered
      ? { response: { status: kind.status, headers: call.responseHeaders, body: says } }
      : { err: { type: 'Error', message: says, code: 'ECONNRESET' } }),
    responseTime: took,
  });
}

/** The same behind what a container runtime puts before each line. */
export function container(call: Call): string {
  return `${new Date(call.time + call.took).toISOString().replace('Z', '417203Z')} stdout F ${pino(call)}`;
}

/** Members of one call beside those of the logger. */
function winston({ kind, time, took, url, requestHeaders, says }: Call): string {
  return JSON.stringify({
    level: kind.outcome === 'succeeded' ? 'info' : 'error',
    message: kind.status === null ? `Error: ${says}` : `answered ${kind.status} in ${took} ms`,
    service: 'shop',
    method: kind.method,
    url,
    requestHeaders,
    ...(kind.status === null ? { error: says } : { statusCode: kind.status, responseBody: says }),
    durationMs: took,
    timestamp: new Date(time).toISOString(),
  });
}

/** Python's, with durations as Go writes them, and the body as an object. */
function structlog({ kind, time, took, url, requestHeaders, says }: Call): string {
  const level = kind.outcome === 'succeeded' ? 'info' : 'error';
  return JSON.stringify({
    method: kind.method,
    url,
    headers: requestHeaders,
    ...(kind.status === null
      ? { error: `('Connection aborted.', RemoteDisconnected('${says}'))` }
      : { status_code: kind.status, response_body: asJson(says) }),
    duration: `${took}.${took % 10}ms`,
    event: 'http_call',
    logger: 'shop.http',
    level,
    timestamp: `${new Date(time).toISOString().slice(0, -1)}123Z`,
  });
}

/** A proxy's access log, which has no bodies and no credentials. */
function nginx({ kind, time, took, url, client, says }: Call): string {
  const { host, pathname, search } = new URL(url);
  return JSON.stringify({
    time_iso8601: `${new Date(time).toISOString().slice(0, 19)}+00:00`,
    remote_addr: `203.0.113.${took % 250}`,
    request_method: kind.method,
    scheme: 'https',
    host,
    request_uri: `${pathname}${search}`,
    status: String(kind.status ?? 504),
    body_bytes_sent: String(says.length),
    request_time: (took / 1000).toFixed(3),
    http_user_agent: client,
    upstream_status: String(kind.status ?? '-'),
  });
}

/** A span by the conventions of OpenTelemetry, as its collector writes it to a file. */
function telemetry({ kind, time, took, url, client, responseHeaders, says }: Call): string {
  const { hostname } = new URL(url);
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  return JSON.stringify({
    traceId: responseHeaders['x-request-id']?.padEnd(32, '0'),
    spanId: responseHeaders['x-request-id']?.slice(0, 16),
    name: kind.method,
    kind: 3,
    startTimeUnixNano: `${time}000000`,
    endTimeUnixNano: `${time + took}417203`,
    attributes: [
      text('http.request.method', kind.method),
      text('url.full', url),
      text('server.address', hostname),
      text('user_agent.original', client),
      ...(kind.status === null
        ? [text('error.type', 'ECONNRESET'), text('exception.message', says)]
        : [{ key: 'http.response.status_code', value: { intValue: String(kind.status) } }]),
      ...(kind.outcome === 'succeeded' ? [] : [text('http.response.body.content', says)]),
    ],
    status: kind.outcome === 'succeeded' ? {} : { code: 2 },
  });
}

/** Request and answer as a whole, with the bodies of both and what the request says of its time. */
function exchanges(call: Call): string {
  const { kind, time, took, url, asks, says } = call;
  return JSON.stringify({
    startedAt: new Date(time).toISOString(),
    durationMs: took,
    request: {
      method: kind.method,
      url,
      headers: { ...call.requestHeaders, ...call.stamp, ...(asks && { 'content-type': 'application/json' }) },
      ...(asks && { body: asks }),
    },
    ...(kind.status === null
      ? { error: { message: says, code: 'ECONNRESET' } }
      : { response: { status: kind.status, headers: call.responseHeaders, body: says } }),
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
