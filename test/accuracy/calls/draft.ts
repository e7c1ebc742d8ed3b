import type { Answer, Call, Field } from '../exchange.js';
import type { Random } from '../random.js';

// biome-ignore lint/suspicious/noExplicitAny: faults reach into bodies of many shapes
export type Body = Record<string, any>;

/** A sound request that a fault is then planted in. */
export interface Draft {
  method: string;
  scheme: 'https' | 'http';
  host: string;
  path: string;
  query: Record<string, string>;
  /** What the caller's program sets; what its HTTP client adds is the recorder's business. */
  headers: Field[];
  json?: Body | undefined;
  /** The body where it is not the JSON text of `json`. */
  text?: string | undefined;
  /** The server's clock, epoch milliseconds. */
  now: number;
  /** Sets the headers that depend on the final body. */
  sign?: ((draft: Draft, body: string) => void) | undefined;
}

/** The request as it leaves the program. */
export function sentBy(draft: Draft, random: Random): Call {
  const body = draft.text ?? (draft.json === undefined ? undefined : jsonText(draft.json, random));
  draft.sign?.(draft, body ?? '');
  const query = Object.entries(draft.query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    method: draft.method,
    url: `${draft.scheme}://${draft.host}${draft.path}${query && `?${query}`}`,
    version: random.chance(0.5) ? '2' : '1.1',
    headers: draft.headers,
    body,
  };
}

/** The API's own answer, a moment after the request. */
export function answered(draft: Draft, random: Random, status: number, body: unknown): Answer {
  const late = draft.now + random.between(0, 900);
  return {
    status,
    reason: REASONS[status] ?? '',
    headers: [
      ['Date', new Date(late).toUTCString()],
      ['Content-Type', random.pick(['application/json', 'application/json; charset=utf-8'])],
    ],
    body: typeof body === 'string' ? body : jsonText(body, random),
  };
}

/** JSON as common serialisers write it: compact, Python's `json.dumps`, pretty. */
export function jsonText(value: unknown, random: Random): string {
  const compact = JSON.stringify(value);
  const style = random.next();
  if (style < 0.8) return compact;
  const pretty = JSON.stringify(value, undefined, 2);
  if (style < 0.9) return pretty;
  return pretty
    .replace(/\n\s*/g, ' ')
    .replace(/([[{]) /g, '$1')
    .replace(/ ([}\]])/g, '$1');
}

/** A moment on the server's clock, in the second half of 2026. */
export function someMoment(random: Random): number {
  return Date.UTC(2026, 6, 1) + random.between(0, 180 * 24 * 3600 * 1000);
}

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  418: "I'm a Teapot",
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
};
