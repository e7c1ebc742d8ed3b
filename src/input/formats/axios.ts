import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import { type ErrorTree, jsonTree, printedTree } from '../client-errors/error-tree.js';
import { type ErrorShape, readNodeError } from '../client-errors/node-error.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { findPrintedErrors } from '../inspect/find-errors.js';
import { headLine, type Printed } from '../inspect/printed.js';
import { readPrinted } from '../inspect/read-printed.js';
import { isObject } from '../json/json-headers.js';
import { jsonOf } from '../locate.js';

const CAPTURE_MORE =
  'console.log(JSON.stringify({ ...error.toJSON(), response: { status: error.response?.status, headers: error.response?.headers, data: error.response?.data } }))';

const SERIALISED: Recorder = {
  name: 'axios (error.toJSON)',
  captureMore: CAPTURE_MORE,
};

const WHOLE: Recorder = {
  name: 'axios (JSON with the response)',
};

const PRINTED: Recorder = {
  name: 'axios (console.log)',
  captureMore: CAPTURE_MORE,
};

const SHAPE: ErrorShape = { request: 'config', body: ['data'] };
const SAMPLE = 64 * 1024;

/** Errors of axios: as JSON, as `console.log` prints them, and `error.response` alone. */
const axios: Format = {
  name: 'axios error',
  example: 'console.log(JSON.stringify(error.toJSON())) in the program, then: errdoctor error.json',
  surest: 0.95,

  sniff(input) {
    const sample = input.latin1.slice(0, SAMPLE);
    if (!/axios/i.test(sample) && !/"xsrfCookieName"|\bxsrfCookieName: /.test(sample)) return 0;
    if (jsonError(input)) return 0.95;
    return printedErrors(input).length > 0 ? 0.9 : 0;
  },

  read(input): Reading {
    const json = jsonError(input);
    const exchanges: Exchange[] = json
      ? [readNodeError(json.tree, SHAPE, json.tree.get('response') ? WHOLE : SERIALISED)]
      : printedErrors(input).map((error) => readNodeError(printedTree(error, input.latin1), SHAPE, PRINTED));
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no error of axios.`);
    const problems = json?.cut ? ['The JSON is cut off; what stands before was read.'] : [];
    return { exchanges, problems };
  },
};

export default axios;

/** The whole input as one serialised error; also where it is cut off. */
function jsonError(input: Input): { tree: ErrorTree; cut: boolean } | undefined {
  const start = jsonOf(input).skipSpace(0, input.bytes.length);
  if (!jsonOf(input).isContainer(start)) return undefined;
  const syntax = checkJson(input.bytes, start);
  if (syntax.is === 'malformed') return undefined;
  const value = parseLeniently(input.bytes, syntax, start);
  if (!isAxiosError(value)) return undefined;
  return { tree: jsonTree(value, { start, end: syntax.end }), cut: syntax.is === 'cut' };
}

function isAxiosError(value: unknown): boolean {
  if (!isObject(value) || !isObject(value.config)) return false;
  return (
    value.name === 'AxiosError' ||
    value.isAxiosError === true ||
    'transitional' in value.config ||
    'xsrfCookieName' in value.config
  );
}

function printedErrors(input: Input): Printed[] {
  const text = input.latin1;
  const errors = findPrintedErrors(text).filter(isPrintedByAxios);
  if (errors.length > 0) return errors;
  const start = text.search(/\S/);
  const object = text[start] === '{' ? readPrinted(text, start) : undefined;
  return object?.members?.has('config') && object.members.has('status') ? [object] : [];
}

function isPrintedByAxios(error: Printed): boolean {
  return (
    error.members?.has('isAxiosError') === true ||
    headLine(error).includes('AxiosError') ||
    (error.members?.has('config') === true && /\baxios\b/.test(error.head ?? ''))
  );
}
