import type { Recorder } from '../../exchange/exchange.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import { type ErrorTree, jsonTree, printedTree } from '../client-errors/error-tree.js';
import { type ErrorShape, readNodeError } from '../client-errors/node-error.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { findPrintedErrors } from '../inspect/find-errors.js';
import type { Printed } from '../inspect/printed.js';
import { isObject } from '../json/json-headers.js';
import { jsonOf } from '../locate.js';

const RECORDER: Recorder = {
  name: 'got error',
  captureMore:
    'console.log(JSON.stringify({ request: { method: error.options.method, url: error.options.url, headers: error.options.headers, body: error.options.body }, response: { status: error.response?.statusCode, headers: error.response?.headers, body: error.response?.body } }))',
};

const SHAPE: ErrorShape = { request: 'options', body: ['body', 'json', 'form'] };
const SAMPLE = 64 * 1024;

/** Errors of got, as `console.log` prints them or as JSON. */
const got: Format = {
  name: 'got error',
  example: 'console.log(error) in the program, then: errdoctor output.txt',
  surest: 0.9,

  sniff(input) {
    const sample = input.latin1.slice(0, SAMPLE);
    if (!/\bthrowHttpErrors\b|[\\/]got[\\/]dist[\\/]/.test(sample)) return 0;
    return errorsIn(input).length > 0 ? 0.9 : 0;
  },

  read(input): Reading {
    const exchanges = errorsIn(input).map((tree) => readNodeError(tree, SHAPE, RECORDER));
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no error of got.`);
    return { exchanges, problems: [] };
  },
};

export default got;

function errorsIn(input: Input): ErrorTree[] {
  const start = jsonOf(input).skipSpace(0, input.bytes.length);
  if (jsonOf(input).isContainer(start)) {
    const syntax = checkJson(input.bytes, start);
    const value = syntax.is === 'malformed' ? undefined : parseLeniently(input.bytes, syntax, start);
    const isError = isObject(value) && isObject(value.options) && 'throwHttpErrors' in value.options;
    if (isError) return [jsonTree(value, { start, end: syntax.end })];
  }
  return findPrintedErrors(input.latin1)
    .filter(isThrownByGot)
    .map((error) => printedTree(error, input.latin1));
}

function isThrownByGot({ members, head = '' }: Printed): boolean {
  return members?.get('options')?.members?.has('throwHttpErrors') || /[\\/]got[\\/]dist[\\/]/.test(head);
}
