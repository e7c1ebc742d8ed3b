import type { Field, TrueExchange } from '../exchange.js';
import { findField } from '../exchange.js';
import type { Random } from '../random.js';
import { masked, receivedHeaders, sentHeaders } from './headers.js';
import { SECRET } from './kept.js';

/** What an exporter does to the secrets of a request before it writes the file. */
export type Sanitising = 'none' | 'browser' | 'masking';

/** Chromium's exporter leaves these out unless it is told otherwise. */
const LEFT_OUT_BY_BROWSERS = /^(?:authorization|cookie|set-cookie)$/i;

export interface HarEntry {
  readonly entry: object;
  readonly lost: ReadonlySet<string>;
  readonly masked: ReadonlySet<string>;
}

/** One entry of `log.entries`. */
export function harEntry(
  { call, answer, failure }: TrueExchange,
  how: Sanitising,
  at: number,
  random: Random,
): HarEntry {
  // Where there is none, a reader cannot know that the exporter did not leave it out.
  const lost = new Set(
    how === 'browser' || !findField(call.headers, 'authorization') ? ['authorization', 'cookie'] : [],
  );
  const hidden = new Set<string>();
  const sanitised = (fields: readonly Field[]): Field[] => {
    if (how === 'browser') return fields.filter(([name]) => !LEFT_OUT_BY_BROWSERS.test(name));
    if (how === 'none') return [...fields];
    const { fields: rest, names } = masked(fields, SECRET, random);
    for (const name of names) hidden.add(name);
    return rest;
  };
  const sent = sanitised(pseudo(call, sentHeaders(call, 'chromium', true)));
  const url = new URL(call.url);
  const http = call.version === '2' ? 'http/2.0' : 'http/1.1';
  const received = answer ? sanitised(receivedHeaders(answer, '2')) : [];
  const entry = {
    _initiator: { type: 'script' },
    _resourceType: 'fetch',
    cache: {},
    request: {
      method: call.method,
      url: call.url,
      httpVersion: http,
      headers: sent.map(pair),
      queryString: [...url.searchParams].map(pair),
      cookies: [],
      headersSize: -1,
      bodySize: call.body === undefined ? 0 : Buffer.byteLength(call.body),
      ...(call.body !== undefined && {
        postData: { mimeType: findField(call.headers, 'content-type')?.[1] ?? '', text: call.body },
      }),
    },
    response: {
      status: answer?.status ?? 0,
      statusText: call.version === '2' ? '' : (answer?.reason ?? ''),
      httpVersion: answer ? http : '',
      headers: received.map(pair),
      cookies: [],
      content: answer
        ? {
            size: Buffer.byteLength(answer.body),
            mimeType: (findField(answer.headers, 'content-type')?.[1] ?? 'x-unknown').split(';')[0],
            text: answer.body,
          }
        : { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: answer ? 0 : -1,
      _error: failure?.chromium ?? null,
    },
    serverIPAddress: answer ? '203.0.113.20' : '',
    startedDateTime: new Date(at).toISOString(),
    time: random.between(20, 900),
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0, wait: 18, receive: 1 },
  };
  return { entry, lost, masked: hidden };
}

function pseudo({ method, url, version }: TrueExchange['call'], fields: readonly Field[]): Field[] {
  if (version === '1.1') return [...fields];
  const { host, pathname, search } = new URL(url);
  const own: Field[] = [
    [':authority', host],
    [':method', method],
    [':path', pathname + search],
    [':scheme', 'https'],
  ];
  return [...own, ...fields.filter(([name]) => name !== 'Host')];
}

const pair = ([name, value]: readonly [string, string]) => ({ name, value });

export function harFile(entries: readonly object[], pretty: boolean): string {
  const creator = { name: 'WebInspector', version: '537.36' };
  return JSON.stringify(
    { log: { version: '1.2', creator, pages: [], entries } },
    undefined,
    pretty ? 2 : undefined,
  );
}
