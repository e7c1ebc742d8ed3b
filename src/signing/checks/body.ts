import { figure } from '../../figure.js';
import { visible } from '../visible.js';
import { type Check, type CheckContext, check, reads } from './check.js';

/** The body: whether its bytes are known, what of them is commonly changed, and its hash where that is signed. */
export function* bodyChecks(context: CheckContext): Iterable<Check> {
  if (!reads(context, 'body', 'raw', 'field', 'form')) return;
  const { material, expected } = context;
  const { body } = material;
  if (body === undefined) {
    yield check('body', 'cannot tell', 'The capture does not hold it.');
    return;
  }
  const faults = [...bodyFaults(context)];
  const remarks = [...bodyRemarks(context)];
  const size = body === '' ? 'There is none' : `${figure(body.length)} bytes`;
  if (!material.bodyIsExact)
    remarks.unshift(
      `the capture does not hold the bytes that travelled${statedLength(context)}, so its hash is not known`,
    );
  if (faults.length > 0) yield check('body', 'wrong', `${size}: ${[...faults, ...remarks].join('; ')}.`);
  else if (remarks.length > 0) yield check('body', 'cannot tell', `${size}: ${remarks.join('; ')}.`);
  else yield check('body', 'ok', `${size} as they travelled, and nothing in them is commonly changed.`);
  const hash = expected?.parts.find(({ atom, label }) => atom === 'body' && /^(?:SHA|MD5)/.test(label));
  if (hash && material.bodyIsExact)
    yield check('body hash', 'cannot tell', `The ${hash.label}, is ${visible(hash.value)}.`);
}

/** What no program means to send. */
function* bodyFaults({ material: { body = '', header } }: CheckContext): Iterable<string> {
  const template = /(?:[:[,]\s*"?|=)(\{\{\s*[\w.$-]+\s*\}\})"?\s*(?:[,}\]&]|$)/.exec(body)?.[1];
  if (template) yield `${visible(template, 60)} is a variable that was not filled in`;
  const isPython = /^\s*[{[]\s*'|[:[,]\s*(?:True|False|None)\b/.test(body);
  if (isPython && isJsonType(header('content-type')) && parsed(body) === undefined)
    yield "it is a Python object's text, not JSON";
}

/** What is signed as it stands and often otherwise. */
function* bodyRemarks({ material: { body = '', wireBody, method, header } }: CheckContext): Iterable<string> {
  if (body === '') {
    yield 'an empty body is signed as no bytes at all, not as {} or null';
    return;
  }
  if (/^(?:get|head)$/i.test(method ?? '')) yield `a body with ${method} is dropped by some clients`;
  if (wireBody !== undefined && wireBody !== body)
    yield 'it travelled compressed, and the unpacked bytes are signed';
  if (body.startsWith('\u00ef\u00bb\u00bf')) yield 'it begins with a byte-order mark, which is signed too';
  if (body.includes('\r\n')) yield 'it has CR LF line ends';
  if (/\n$/.test(body)) yield 'the line break at its end is signed too (curl -d @file drops it)';
  if (/[\x80-\xff]/.test(body)) yield 'it has characters beyond ASCII: UTF-8 is signed, not \\u escapes';
  if (isJsonType(header('content-type')) || /^\s*[{[]/.test(body)) yield* jsonRemarks(body);
}

function* jsonRemarks(body: string): Iterable<string> {
  const value = parsed(body);
  if (value === undefined) return;
  if (/[\d.][eE][+-]?\d/.test(body.replace(/"(?:[^"\\]|\\.)*"/g, '""')))
    yield 'it has numbers with an exponent, which JSON printers write each in their own way';
  if (Buffer.from(JSON.stringify(value)).toString('latin1') !== body)
    yield 'printed anew it has other bytes, so the text that is sent must be the one that is signed';
}

/** As JSON; undefined where it is none. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'latin1').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `Content-Length`, where it is another than what was captured. */
function statedLength({ material: { wireBody, header } }: CheckContext): string {
  const stated = header('content-length');
  return stated && wireBody !== undefined && Number(stated) !== wireBody.length
    ? ` (Content-Length is ${visible(stated, 20)})`
    : '';
}

function isJsonType(type: string | undefined): boolean {
  return /\bjson\b/i.test(type ?? '');
}
