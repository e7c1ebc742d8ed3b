import type { JsonPath } from '../../exchange/place.js';
import { isObject } from './json-headers.js';
import { isDeliveryAttempt } from '../webhook/delivery-attempt.js';
import { type Found, isText, Members } from './members.js';

/**
 * Names of the members that hold the parts of an exchange, lower case and without separators. `OWN` stand in an
 * object of their message, `FLAT` beside those of the other message.
 */
export const METHOD = ['method', 'requestmethod', 'httpmethod', 'verb'];
export const URL_NAMES = ['url', 'uri', 'href', 'requesturl', 'requesturi', 'fullurl', 'endpoint'];
export const PATH = ['path', 'requestpath', 'target', 'pathname', 'originalurl'];
export const STATUS = [
  'statuscode',
  'status',
  'httpstatus',
  'httpstatuscode',
  'responsestatus',
  'responsecode',
  'responsestatuscode',
];
export const BODY_OWN = ['body', 'data', 'rawbody', 'payload', 'text', 'content', 'json', 'form'];
export const REQUEST_BODY_FLAT = [
  'requestbody',
  'reqbody',
  'requestpayload',
  'requestdata',
  'requestcontent',
];
export const RESPONSE_BODY_FLAT = [
  'responsebody',
  'resbody',
  'respbody',
  'responsepayload',
  'responsedata',
  'responsetext',
  'responsecontent',
];
export const REQUEST_HEADERS_FLAT = ['requestheaders', 'reqheaders'];
export const RESPONSE_HEADERS_FLAT = ['responseheaders', 'resheaders', 'respheaders'];
export const HEADERS_OWN = ['headers', 'header', 'rawheaders'];
export const ERROR = ['transport', 'error', 'err', 'exception', 'failure', 'cause'];
const REQUEST = ['request', 'req'];
const RESPONSE = ['response', 'res', 'resp'];
const WRAPPER = ['exchange'];

/** The parts of one exchange where a JSON object has them. */
export interface ExchangeMembers {
  readonly root: Members;
  readonly request?: Members | undefined;
  readonly response?: Members | undefined;
  /** A member called `request` or `response` that is no message but the body of one. */
  readonly requestBody?: Found | undefined;
  readonly responseBody?: Found | undefined;
}

/**
 * Finds the parts of an exchange in a JSON object: `{"request":…,"response":…}`, the same inside
 * `{"exchange":…}`, or flat (`{"method":…,"url":…,"status":…}`).
 * @returns undefined when the object is none of these, such as an API's error body, which may well have members
 * called `status`, `path` or `request` of its own.
 * @param path of the object in its JSON text.
 */
export function exchangeMembers(value: unknown, path: JsonPath = []): ExchangeMembers | undefined {
  if (!isObject(value)) return undefined;
  let root = new Members(value, path);
  root = root.members(WRAPPER) ?? root;
  const request = root.members(REQUEST);
  const response = root.members(RESPONSE);
  const isRequest = request !== undefined && isRequestMessage(request);
  const isResponse = response !== undefined && isResponseMessage(response);
  if (!isRequest && !isResponse && !isFlat(root)) return undefined;
  return {
    root,
    request: isRequest ? request : undefined,
    response: isResponse ? response : undefined,
    requestBody: isRequest ? undefined : root.find(REQUEST, isBody),
    responseBody: isResponse && !isEnvelope(response) ? undefined : root.find(RESPONSE, isBody),
  };
}

/** `status`, as a number or as a text that begins with one. */
export function isStatus(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 999;
  return typeof value === 'string' && /^[1-9]\d\d(?!\d)/.test(value);
}

function isRequestMessage(members: Members): boolean {
  return (
    members.find(METHOD, isText) !== undefined ||
    members.find(URL_NAMES, isText) !== undefined ||
    members.find(HEADERS_OWN, isContainer) !== undefined
  );
}

function isResponseMessage(members: Members): boolean {
  return (
    members.find(HEADERS_OWN, isContainer) !== undefined ||
    members.find(STATUS, isStatus) !== undefined ||
    members.find(['body', 'rawbody']) !== undefined
  );
}

/** An API's error body that happens to hold its status (`{"statusCode":401,"message":…}`). */
function isEnvelope(members: Members): boolean {
  return (
    members.find(HEADERS_OWN) === undefined &&
    members.find(BODY_OWN) === undefined &&
    members.find(['message', 'error', 'errors', 'detail', 'title']) !== undefined
  );
}

function isFlat(root: Members): boolean {
  const where = root.find([...URL_NAMES, ...PATH], isText) !== undefined;
  if (where && root.find(METHOD, isMethod)) return true;
  const bodies = [
    ...REQUEST_BODY_FLAT,
    ...RESPONSE_BODY_FLAT,
    ...REQUEST_HEADERS_FLAT,
    ...RESPONSE_HEADERS_FLAT,
  ];
  if (root.find(STATUS, isStatus) === undefined) return false;
  return (
    root.find(bodies) !== undefined ||
    root.find(['body', 'rawbody'], isJsonText) !== undefined ||
    (root.find(URL_NAMES, isAbsoluteUrl) !== undefined && !isDeliveryAttempt(root)) ||
    ((root.find(HEADERS_OWN, isContainer) ?? root.find(METHOD, isMethod)) !== undefined &&
      root.find(BODY_OWN) !== undefined)
  );
}

/** An answer as serverless functions return it and loggers keep it. */
function isJsonText(value: unknown): boolean {
  return typeof value === 'string' && /^\s*[{[]/.test(value);
}

function isMethod(value: unknown): boolean {
  return (
    typeof value === 'string' && /^(?:get|head|post|put|patch|delete|options|trace|connect)$/i.test(value)
  );
}

function isAbsoluteUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value);
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isBody(value: unknown): boolean {
  return isContainer(value) || isText(value);
}
