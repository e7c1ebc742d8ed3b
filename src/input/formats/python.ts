import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type ErrorText, readMessages } from '../client-errors/message-exchange.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { findTracebacks } from '../client-errors/traceback.js';

const RECORDER: Recorder = {
  name: 'Python exception',
  captureMore:
    'print(json.dumps({"request": {"method": r.request.method, "url": str(r.request.url), "headers": dict(r.request.headers)}, "response": {"status": r.status_code, "headers": dict(r.headers), "body": r.text}}))',
};

const SAMPLE = 64 * 1024;

/** What only libraries for HTTP write. */
const OF_HTTP =
  /(?<![\w.])(?:requests\.exceptions|urllib3\.exceptions|urllib\.error|http\.client|httpx|httpcore|aiohttp(?:\.client_exceptions)?)\.[A-Z]\w{1,60}\b|HTTPS?ConnectionPool\(host=|\b[45]\d\d (?:Client|Server) Error: [^\n]{0,200} for url: |[/\\](?:requests|urllib3|httpx|httpcore|aiohttp|urllib|http)[/\\][\w/\\]{1,60}\.py"/;

const PATTERNS = [
  // requests
  /\b(?<status>[1-9]\d\d) (?:Client|Server) Error: (?<reason>[^\n]{0,200}?) for url: (?<url>https?:\/\/\S{1,8192})/d,
  // httpx
  /\b(?:Client error|Server error|Redirect response) '(?<status>[1-9]\d\d) (?<reason>[^'\n]{0,200})' for url '(?<url>[^'\n]{1,8192})'/d,
  // urllib
  /\bHTTP Error (?<status>[1-9]\d\d): (?<reason>[^\n]{0,200})/d,
  // aiohttp
  /\b(?<status>[1-9]\d\d), message=["'](?<reason>[^"'\n]{0,200})["'], url=(?:URL\()?["'](?<url>https?:\/\/[^"'\n]{1,8192})["']/d,
  /\bCannot connect to host (?<host>[\w.-]{1,255}):(?<port>\d{1,5}) /d,
  // urllib3
  /\b(?<scheme>HTTPS?)ConnectionPool\(host='(?<host>[^'\n]{1,255})', port=(?<port>\d{1,5}|None)\)(?:: Max retries exceeded with url: (?<path>\/\S{0,8192}))?/d,
  /\b(?<says>(?:[A-Za-z_]\w{0,60}\.){0,6}[A-Z]\w{0,60}(?:Error|Exception|Timeout|Timed?Out|Disconnected|Redirects)\b: [^\n]{1,2000})/d,
  /^(?<says>[^\n]{0,2000}HTTPS?ConnectionPool\([^\n]{1,2000})/d,
];

/** Exceptions of requests, urllib3, httpx, aiohttp and urllib: tracebacks, or the message alone. */
const python: Format = {
  name: 'Python exception',
  example: 'python3 app.py 2>&1 | errdoctor',
  surest: 0.66,

  sniff({ latin1 }) {
    return readAll(latin1.slice(0, SAMPLE)).length > 0 ? 0.66 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input.latin1);
    if (exchanges.length === 0)
      throw new UnreadableInput(`${input.name} holds no exception of an HTTP library of Python.`);
    return { exchanges, problems: [] };
  },
};

export default python;

function readAll(latin1: string): Exchange[] {
  if (!OF_HTTP.test(latin1)) return [];
  return errorTexts(latin1).flatMap((text) => readMessages(latin1, text, PATTERNS, RECORDER) ?? []);
}

/** Tracebacks of HTTP libraries, and outside of tracebacks the lines that only these write. */
function errorTexts(latin1: string): ErrorText[] {
  const texts: ErrorText[] = [];
  let from = 0;
  for (const traceback of findTracebacks(latin1)) {
    texts.push(...loneMessages(latin1, { start: from, end: traceback.span.start }));
    if (OF_HTTP.test(latin1.slice(traceback.span.start, traceback.span.end))) texts.push(traceback);
    from = traceback.span.end;
  }
  texts.push(...loneMessages(latin1, { start: from, end: latin1.length }));
  return texts;
}

function loneMessages(latin1: string, { start, end }: Span): ErrorText[] {
  const found: ErrorText[] = [];
  for (let at = start; at < end; ) {
    const feed = latin1.indexOf('\n', at);
    const stop = feed < 0 || feed > end ? end : feed;
    const span = { start: at, end: stop };
    if (OF_HTTP.test(latin1.slice(at, Math.min(stop, at + 4096)))) found.push({ span, messages: [span] });
    at = stop + 1;
  }
  return found;
}
