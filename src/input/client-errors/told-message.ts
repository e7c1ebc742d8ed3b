import { type Body, BODY_NOT_CAPTURED } from '../../exchange/body.js';
import { type Header, type Headers, header } from '../../exchange/headers.js';
import { inside } from '../../exchange/place.js';
import { isObject, loggedHeaders } from '../json/json-headers.js';
import { readBody } from '../json/json-message-body.js';
import type { ErrorTree, Told } from './error-tree.js';

/** Header fields that an error object holds at a path. */
export function toldHeaders(tree: ErrorTree, path: readonly string[], of: 'request' | 'response'): Headers {
  const told = tree.get(...path);
  const list: Header[] = [];
  for (const name of isObject(told?.value) ? Object.keys(told.value) : []) {
    const field = tree.get(...path, name);
    const values = Array.isArray(field?.value) ? field.value : [field?.value];
    values.forEach((raw: unknown, index) => {
      if (raw === null || raw === undefined || typeof raw === 'object') return;
      const at = Array.isArray(field?.value) ? tree.get(...path, name, index)?.at : field?.at;
      list.push(header(name, String(raw), at));
    });
  }
  return loggedHeaders({ list, pseudo: new Map() }, of);
}

const NOWHERE = { start: 0, end: 0 };

/** A body that an error object holds: a text, or the value that the client has parsed. */
export function toldBody(told: Told | undefined, headers: Headers): Body {
  if (told?.value === undefined) return BODY_NOT_CAPTURED;
  const { value, at, partial } = told;
  if (partial && typeof value === 'object' && value !== null) {
    const bytes = Buffer.from(JSON.stringify(value).slice(0, -1));
    return { is: 'cut', bytes, at };
  }
  if (partial && typeof value === 'string') return { is: 'cut', bytes: Buffer.from(value), at };
  const body = readBody(value, NOWHERE, [], { headers });
  if (!('at' in body)) return body;
  const isBytes = typeof value === 'object' && body.is === 'bytes';
  return { ...body, at: isBytes ? inside(at, { key: ['data'] }) : at };
}
