import type { CompiledSimulation } from '../causes/compiled.js';
import type { PackSettings } from '../causes/pack.js';
import { fitsPath } from '../causes/path-template.js';
import { pathOf } from '../exchange/request-url.js';
import type { Facts } from '../facts/facts.js';
import { isObject } from '../facts/json-reading.js';
import type { Answer } from './answer.js';

/** Where the made-up object stands in the body of a success. */
const DATA = '{data}';

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
  const sent = facts.body('request');
  const echo = sent.is === 'json' && isObject(sent.value) ? sent.value : {};
  const path = pathOf(request);
  const named = isNew ? idNames(facts.pack, path) : [];
  const ids = Object.fromEntries(['id', ...named].map((name) => [name, isNew ? id : lastPart(path)]));
  const data = { ...ids, ...echo };
  const body = holdsData(envelope) ? filled(envelope, data) : { ...data, ...envelope };
  return {
    status: isNew ? (created ?? 200) : 200,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify(body),
  };
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
