import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseCapture } from '../../src/diagnose-capture.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Stated } from '../../src/facts/fact.js';
import { Facts } from '../../src/facts/facts.js';
import { History } from '../../src/history/history.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { loaded } from './packs.js';

export const engine = await loadEngine({ all: true });

/** One line of a log, which keeps headers and bodies. */
export interface Call {
  /** Seconds after the session began; without it the line has no time. */
  readonly at?: number;
  /** How long the answer took, in milliseconds. */
  readonly took?: number;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly answer?: unknown;
}

export const BEGAN = Date.parse('2026-09-21T12:26:40.000Z');

export function logLine(call: Call): string {
  const { at, took, host = 'api.shop.example', path = '/v1/orders', method = 'GET' } = call;
  const { token = 'errdoctor-token-of-a-reader', body } = call;
  return JSON.stringify({
    ...(at !== undefined && { time: new Date(BEGAN + at * 1000).toISOString() }),
    ...(took !== undefined && { durationMs: took }),
    request: {
      method,
      url: `https://${host}${path}`,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...call.headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    },
    response: {
      status: call.status ?? 200,
      headers: { 'Content-Type': 'application/json', ...call.answerHeaders },
      body: JSON.stringify(call.answer ?? {}),
    },
  });
}

export function logOf(calls: readonly Call[]): string {
  return calls.map(logLine).join('\n');
}

/** The same calls as a recording that keeps the bytes of bodies. */
export function harOf(calls: readonly Call[]): string {
  const entries = calls.map((call) => {
    const { time, request, response } = JSON.parse(logLine(call));
    const fields = (headers: Record<string, string>) =>
      Object.entries(headers).map(([name, value]) => ({ name, value }));
    const { body } = request;
    return {
      startedDateTime: time,
      time: 20,
      request: {
        method: request.method,
        url: request.url,
        httpVersion: 'HTTP/1.1',
        headers: fields(request.headers),
        bodySize: body === undefined ? 0 : Buffer.byteLength(body),
        ...(body !== undefined && { postData: { mimeType: 'application/json', text: body } }),
      },
      response: {
        status: response.status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        headers: fields(response.headers),
        content: { mimeType: 'application/json', text: response.body },
        bodySize: Buffer.byteLength(response.body),
      },
    };
  });
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'recorder', version: '1' }, entries } });
}

export function exchangesOf(capture: string): readonly Exchange[] {
  return readInput(new Input('calls.ndjson', Buffer.from(capture)), formats).exchanges;
}

/** The facts of the last of some calls, with the others as its history; `pack` names the provider of all. */
export function lastFacts(calls: readonly Call[], pack?: string): Facts {
  const exchanges = exchangesOf(logOf(calls));
  const settings = pack === undefined ? undefined : loaded.packs.get(pack)?.settings;
  const stated: Stated = {
    history: new History(exchanges, (exchange: Exchange) => new Facts(exchange, settings, stated)),
  };
  return new Facts(exchanges.at(-1) as Exchange, settings, stated);
}

/** Entry → ids of its leading causes and its notes. */
export async function told(
  capture: string,
  options: { stateless?: boolean } = {},
): Promise<Record<number, string[]>> {
  const { diagnoses } = await diagnoseCapture(engine, capture, options);
  return Object.fromEntries(
    diagnoses.map(({ source, causes, notes }) => [
      source.entry,
      [...causes.slice(0, 1), ...notes].map(({ id }) => id),
    ]),
  );
}
