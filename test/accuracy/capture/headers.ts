import type { Answer, Call, Field } from '../exchange.js';
import { findField } from '../exchange.js';
import type { Random } from '../random.js';

/** What each HTTP client adds to the headers that the caller sets. */
const CLIENTS: Readonly<Record<string, readonly Field[]>> = {
  curl: [
    ['User-Agent', 'curl/7.88.1'],
    ['Accept', '*/*'],
  ],
  axios: [
    ['Accept', 'application/json, text/plain, */*'],
    ['User-Agent', 'axios/1.7.9'],
    ['Accept-Encoding', 'gzip, compress, deflate, br'],
  ],
  undici: [
    ['accept', '*/*'],
    ['accept-language', '*'],
    ['sec-fetch-mode', 'cors'],
    ['user-agent', 'node'],
    ['accept-encoding', 'gzip, deflate'],
  ],
  requests: [
    ['User-Agent', 'python-requests/2.31.0'],
    ['Accept-Encoding', 'gzip, deflate'],
    ['Accept', '*/*'],
    ['Connection', 'keep-alive'],
  ],
  go: [
    ['User-Agent', 'Go-http-client/1.1'],
    ['Accept-Encoding', 'gzip'],
  ],
  guzzle: [['User-Agent', 'GuzzleHttp/7']],
  chromium: [
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
    ['accept-language', 'en-GB,en;q=0.9'],
    ['sec-fetch-dest', 'empty'],
    ['sec-fetch-mode', 'cors'],
    ['sec-fetch-site', 'cross-site'],
    [
      'user-agent',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
    ],
  ],
};

export const PROGRAMS = ['axios', 'undici', 'requests', 'go', 'guzzle'] as const;

/** All headers of the request in the order in which the client sends them. */
export function sentHeaders(call: Call, client: string, cased = call.version === '2'): Field[] {
  const { host } = new URL(call.url);
  const own = CLIENTS[client] ?? [];
  const body = call.body === undefined ? undefined : Buffer.byteLength(call.body);
  const fields: Field[] = [
    ['Host', host],
    ...own.filter(([name]) => !findField(call.headers, name)),
    ...call.headers,
    ...(body === undefined ? emptyBody(call, client) : [['Content-Length', String(body)] as Field]),
    ...(client === 'curl' && body !== undefined && !findField(call.headers, 'content-type')
      ? [['Content-Type', 'application/x-www-form-urlencoded'] as Field]
      : []),
  ];
  return cased ? fields.map(([name, value]) => [name === 'Host' ? name : name.toLowerCase(), value]) : fields;
}

/** Clients say of a write that it has no body; curl says nothing. */
function emptyBody({ method }: Call, client: string): Field[] {
  return client === 'curl' || !/^(?:POST|PUT|PATCH)$/.test(method) ? [] : [['Content-Length', '0']];
}

/** The answer's headers with its framing, lower case as HTTP/2 carries them. */
export function receivedHeaders(answer: Answer, version: Call['version']): Field[] {
  const length = String(Buffer.byteLength(answer.body));
  const fields: Field[] = findField(answer.headers, 'content-length')
    ? answer.headers
    : [...answer.headers, ['Content-Length', length]];
  return version === '2' ? fields.map(([name, value]) => [name.toLowerCase(), value]) : fields;
}

const MASKS = ['***', '[REDACTED]', '<redacted>', '********', '[Filtered]'];

/** Values of secret headers as a careful recorder writes them. */
export function masked(
  fields: readonly Field[],
  secret: RegExp,
  random: Random,
): { fields: Field[]; names: Set<string> } {
  const mask = random.pick(MASKS);
  const names = new Set<string>();
  return {
    fields: fields.map(([name, value]) => {
      if (!secret.test(name)) return [name, value];
      names.add(name.toLowerCase());
      return [name, mask];
    }),
    names,
  };
}

/** What stands in the request line. */
export function requestTarget(call: Call): string {
  const { pathname, search } = new URL(call.url);
  return pathname + search;
}
