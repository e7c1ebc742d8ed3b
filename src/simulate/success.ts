import type { CompiledSimulation } from '../causes/compiled.js';
import type { PackSettings } from '../causes/pack.js';
import { fitsPath } from '../causes/path-template.js';
import type { RequestMessage } from '../exchange/exchange.js';
import { pathOf } from '../exchange/request-url.js';
import type { Facts } from '../facts/facts.js';
import { type BodyReading, isObject } from '../facts/json-reading.js';
import type { Answer } from './answer.js';

/** Where the made-up object stands in the body of a success. */
const DATA = '{data}';
const KEPT_BYTES = 64 * 1024;

/**
 * The answer to a request that no check refused: what was sent, with an id of its own, in the documented envelope.
 *
 * @param id for a new object; any other has the last part of its path as its id
 */
export function success(
  facts: Facts,
  { success: envelope = {}, created }: CompiledSimulation,
  id: string,
): Answer {
  const { request } = facts.exchange;
  const isNew = request?.method === 'POST';
  const echo = isKept(request) ? echoOf(facts.body('request')) : {};
  const path = pathOf(request);
  const named = isNew ? idNames(facts.pack, path) : [];
  const ids = Object.fromEntries(['id', ...named].map((name) => [name, isNew ? id : lastPart(path)]));
  const data = { ...ids, ...echo };
  const body = holdsData(envelope) ? filled(envelope, data) : { ...data, ...envelope };
  const [requestId] = facts.pack?.envelope?.requestId ?? [];
  return {
    status: isNew ? (created ?? 200) : 200,
    headers: [
      ['content-type', 'application/json'],
      ...(requestId?.startsWith('header:') ? [[requestId.slice(7), `req_${id}`] as const] : []),
    ],
    body: JSON.stringify(body),
  };
}

/** Whether a request is small enough to be told back and remembered. */
export function isKept(request: RequestMessage | undefined): boolean {
  return request?.body.is !== 'bytes' || request.body.wire.length <= KEPT_BYTES;
}

function echoOf(sent: BodyReading): Record<string, unknown> {
  return sent.is === 'json' && isObject(sent.value) ? sent.value : {};
}

/** Under which members later calls look for the id of what a POST has made, as the pack remembers it. */
function idNames(pack: PackSettings | undefined, path = ''): readonly string[] {
  return Object.values(pack?.remembers ?? {})
    .flatMap(({ seen }) => seen)
    .filter((one) => one.method === 'POST' && fitsPath(one.path, path))
    .flatMap(({ id, value }) => [id, value])
    .flatMap((fact) => /^response\.json\.(?:.+\.)?(\w*(?:id|token|reference))$/i.exec(fact ?? '')?.[1] ?? []);
}

function lastPart(path = ''): string {
  return path.split('/').findLast((part) => part !== '') ?? '';
}

function holdsData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === DATA;
  return Object.values(value).some(holdsData);
}

function filled(value: unknown, data: unknown): unknown {
  if (value === DATA) return data;
  if (Array.isArray(value)) return value.map((one) => filled(one, data));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, data)]));
}
