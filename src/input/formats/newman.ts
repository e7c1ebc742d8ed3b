import type { Exchange, Recorder, RequestMessage, ResponseMessage } from '../../exchange/exchange.js';
import { BODY_NOT_CAPTURED, NO_BODY } from '../../exchange/body.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import {
  isObject,
  type JsonDocument,
  loggedHeaders,
  readHeaders,
  stringAt,
  valueAt,
} from '../json/json-headers.js';
import { readBody } from '../json/json-message-body.js';
import { jsonOf } from '../locate.js';
import { postmanUrl } from '../newman/postman-url.js';
import { transportKind } from '../transport-words.js';

const RECORDER: Recorder = {
  name: 'Newman (JSON report)',
};

const SAMPLE = 64 * 1024;

/** The JSON report of Newman, one exchange for every request of the run. */
const newman: Format = {
  name: 'Newman report',
  example: 'newman run collection.json -r json --reporter-json-export report.json',
  surest: 0.96,

  sniff(input) {
    const start = jsonOf(input).skipSpace(0, input.bytes.length);
    if (!jsonOf(input).isContainer(start)) return 0;
    const sample = input.latin1.slice(0, SAMPLE);
    const fromPostman = /"(?:_postman_id|collection|cursor)"\s{0,9}:/.test(sample);
    return fromPostman && readReport(input).exchanges.length > 0 ? 0.96 : 0;
  },

  read(input): Reading {
    const reading = readReport(input);
    if (reading.exchanges.length === 0)
      throw new UnreadableInput(`${input.name} holds no execution of a request.`);
    return reading;
  },
};

export default newman;

function readReport(input: Input): Reading {
  const start = jsonOf(input).skipSpace(0, input.bytes.length);
  const syntax = checkJson(input.bytes, start);
  const value = syntax.is === 'malformed' ? undefined : parseLeniently(input.bytes, syntax, start);
  const run = isObject(value) ? value.run : undefined;
  const executions = isObject(run) && Array.isArray(run.executions) ? run.executions : [];
  const document = { start, end: syntax.end };
  const exchanges = executions.flatMap((execution: unknown, index) =>
    isObject(execution) ? (readExecution(execution, document, ['run', 'executions', index]) ?? []) : [],
  );
  const problems = syntax.is === 'cut' ? ['The JSON is cut off; what stands before was read.'] : [];
  return { exchanges, problems };
}

type Path = (string | number)[];

function readExecution(
  { request, response, requestError: error }: Record<string, unknown>,
  document: JsonDocument,
  path: Path,
): Exchange | undefined {
  if (!isObject(request) || (!isObject(response) && !isObject(error))) return undefined;
  return {
    request: readRequest(request, document, [...path, 'request']),
    response: isObject(response) ? readResponse(response, document, [...path, 'response']) : undefined,
    transport: isObject(error) ? readError(error, document, [...path, 'requestError']) : undefined,
    hops: [],
    recorder: RECORDER,
    at: valueAt(document, path),
  };
}

function readRequest(
  { method, url, header, body }: Record<string, unknown>,
  document: JsonDocument,
  path: Path,
): RequestMessage {
  const headers = loggedHeaders(readHeaders(header, document, [...path, 'header']), 'request');
  const raw = isObject(body) && body.mode === 'raw' ? body.raw : undefined;
  return {
    method: typeof method === 'string' ? method : undefined,
    methodAt: stringAt(document, [...path, 'method']),
    url: postmanUrl(url),
    urlAt: valueAt(document, [...path, 'url']),
    headers,
    body:
      raw !== undefined
        ? readBody(raw, document, [...path, 'body', 'raw'], { headers })
        : body === undefined
          ? NO_BODY
          : BODY_NOT_CAPTURED,
    at: valueAt(document, path),
  };
}

function readResponse(
  { code, status, header, stream }: Record<string, unknown>,
  document: JsonDocument,
  path: Path,
): ResponseMessage {
  const headers = loggedHeaders(readHeaders(header, document, [...path, 'header']), 'response');
  return {
    status: typeof code === 'number' ? code : undefined,
    statusAt: valueAt(document, [...path, 'code']),
    reason: typeof status === 'string' ? status : undefined,
    headers,
    body:
      stream === undefined ? BODY_NOT_CAPTURED : readBody(stream, document, [...path, 'stream'], { headers }),
    at: valueAt(document, path),
  };
}

function readError(
  error: Record<string, unknown>,
  document: JsonDocument,
  path: Path,
): Exchange['transport'] {
  const text = (name: string) => (typeof error[name] === 'string' ? (error[name] as string) : '');
  // The report keeps the members of the error, its message only in some versions.
  const said =
    text('message') ||
    text('reason') ||
    [text('syscall'), text('code'), text('hostname') || text('address')].join(' ').trim();
  const says = said || JSON.stringify(error);
  return { kind: transportKind(`${text('code')} ${said}`), says, at: valueAt(document, path) };
}
