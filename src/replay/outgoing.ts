import type { Header } from '../exchange/headers.js';
import { targetOf } from '../exchange/request-url.js';
import { bytes } from '../signing/read-material.js';
import { version } from '../version.generated.js';
import type { OutgoingRequest } from '../wire/outgoing.js';
import type { Replayed } from './replayed-request.js';

/** A request as it is sent again. */
export interface Outgoing {
  readonly request: OutgoingRequest;
  /** In what it is another than the captured one, a sentence each. */
  readonly changes: readonly string[];
}

/** Of HTTP/2 and 3, of a proxy, or of a connection that is no longer there. */
const NOT_SENT = /^(?::.*|proxy-.*|http2-settings|alt-used)$/i;

/** The bytes of the captured request; only what HTTP/1.1 cannot do without is added, and said. */
export function outgoing({ request }: Pick<Replayed, 'request'>): Outgoing {
  const { method, url, headers, body, httpVersion } = request;
  const { protocol, host, username, password } = new URL(url);
  const changes: string[] = [];
  if (httpVersion === '2' || httpVersion === '3')
    changes.push(`The call was made with HTTP/${httpVersion}; it is sent with HTTP/1.1.`);
  const list: [string, string][] = headers.list
    .filter(({ name }) => !NOT_SENT.test(name))
    .map(({ name, raw }: Header) => [bytes(name), bytes(raw)]);
  const has = (wanted: string) => list.some(([name]) => name.toLowerCase() === wanted);
  const add = (name: string, value: string, why: string) => {
    list.push([name, value]);
    changes.push(`${name} is added: ${why}.`);
  };
  if (!has('host')) list.unshift(['Host', bytes(headers.get(':authority')?.value ?? host)]);
  if (username !== '' && !has('authorization')) {
    const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    list.push(['Authorization', `Basic ${Buffer.from(user).toString('base64')}`]);
  }
  for (const [name, value] of [
    ['User-Agent', `errdoctor/${version}`],
    ['Accept', '*/*'],
  ] as const)
    if (!has(name.toLowerCase()) && !headers.proveAbsence(name))
      add(name, value, 'the capture does not hold it');
  const wire = body.is === 'bytes' ? body.wire : undefined;
  frame(list, wire?.length ?? 0, method, changes);
  return {
    request: {
      method: bytes(method),
      origin: `${protocol}//${host}`,
      target: bytes(targetOf(request) ?? '/'),
      version: httpVersion === '1.0' ? '1.0' : '1.1',
      headers: list,
      body: wire,
    },
    changes,
  };
}

/** A body must be announced, and by its own length (RFC 9112, section 6). */
function frame(list: [string, string][], length: number, method: string, changes: string[]): void {
  const isChunked = list.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));
  const declared = list.find(([name]) => /^content-length$/i.test(name));
  if (declared && !isChunked && declared[1].trim() !== String(length)) {
    changes.push(`Content-Length is ${length} in place of ${declared[1].trim()}, the length of the body.`);
    declared[1] = String(length);
  }
  if (!declared && !isChunked && (length > 0 || /^(?:POST|PUT|PATCH)$/.test(method)))
    list.push(['Content-Length', String(length)]);
}
