import { Random } from '../../accuracy/random.js';
import { Counts } from './counts.js';
import { type Call, traffic } from './traffic.js';
import { writePieces } from './write-files.js';

const CALLS_AT_ONCE = 1_000;
const LARGEST = 200_000;

/** Writes a HAR as Chromium does, with two failures in a hundred, until it holds this many bytes. */
export function writeHar(path: string, bytes: number): Counts {
  const counts = new Counts();
  const random = new Random('har');
  writePieces(path, function* () {
    yield HEAD;
    let written = HEAD.length;
    for (let part = 0; written < bytes; part++) {
      for (const call of traffic({ seed: `har ${part}`, calls: CALLS_AT_ONCE, failing: 0.02 })) {
        const entry = `${counts.exchanges > 0 ? ',' : ''}\n${indented(entryOf(call, random))}`;
        counts.add(call);
        yield entry;
        written += entry.length;
        if (written >= bytes) break;
      }
    }
    yield '\n    ]\n  }\n}\n';
  });
  return counts;
}

const HEAD = `{
  "log": {
    "version": "1.2",
    "creator": {
      "name": "WebInspector",
      "version": "537.36"
    },
    "pages": [],
    "entries": [`;

function indented(entry: object): string {
  return JSON.stringify(entry, null, 2).replace(/^/gm, '      ');
}

function entryOf(call: Call, random: Random): object {
  const { kind, time, took, url } = call;
  const content = contentOf(call, random);
  return {
    _initiator: { type: 'script', stack: { callFrames: [] } },
    _priority: 'High',
    _resourceType: 'fetch',
    cache: {},
    connection: String(random.between(100, 999)),
    request: {
      method: kind.method,
      url,
      httpVersion: 'http/2.0',
      headers: listed(call.requestHeaders),
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: kind.status ?? 0,
      statusText: '',
      httpVersion: kind.status === null ? '' : 'http/2.0',
      headers: kind.status === null ? [] : listed(call.responseHeaders),
      cookies: [],
      content,
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: content.size,
      _error: kind.status === null ? 'net::ERR_EMPTY_RESPONSE' : null,
    },
    serverIPAddress: '203.0.113.40',
    startedDateTime: new Date(time).toISOString(),
    time: took + 0.417,
    timings: { blocked: 0.4, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: took, receive: 0.3 },
  };
}

function listed(headers: Readonly<Record<string, string>>): object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

const prose = 'It says "error": 500 {not one} \\ and\n\t<b>never</b> fails. '.repeat(LARGEST / 50);
const base64 = Buffer.from(prose).toString('base64');

/** A failure's own body; of what succeeded mostly lists, and pages and pictures up to 200 kB. */
function contentOf({ kind, says }: Call, random: Random): { size: number; mimeType: string; text?: string } {
  if (kind.status === null) return { size: 0, mimeType: 'x-unknown' };
  if (kind.outcome !== 'succeeded' || kind.status === 304)
    return { size: says.length, mimeType: 'application/json', text: says };
  const size = Math.floor(LARGEST * random.next() ** 4);
  if (random.chance(0.15))
    return { size, mimeType: 'image/webp', ...{ text: base64.slice(0, size), encoding: 'base64' } };
  if (random.chance(0.3)) return { size, mimeType: 'text/html', text: prose.slice(0, size) };
  const text = `{"data":[${says}${`,${says}`.repeat(size / Math.max(says.length, 100))}]}`;
  return { size: text.length, mimeType: 'application/json', text };
}
