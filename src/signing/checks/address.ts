import { visible } from '../visible.js';
import { type Check, type CheckContext, check, reads } from './check.js';

const SHOWN = 120;

/** Path, query and host: what of them is signed, and what programs commonly sign otherwise. */
export function* addressChecks(context: CheckContext): Iterable<Check> {
  const { material } = context;
  const whole = reads(context, 'target', 'url');
  if (whole || reads(context, 'path')) yield one('path', material.path, pathRemarks(context));
  if (whole || reads(context, 'query')) yield one('query', material.query, queryRemarks(context));
  const host = context.signed.some((part) => 'header' in part && part.header.toLowerCase() === 'host');
  if (host || reads(context, 'host', 'url')) yield one('host', material.host, hostRemarks(context));
}

function one(what: string, value: string | undefined, remarks: Iterable<string>): Check {
  if (value === undefined) return check(what, 'cannot tell', `The capture does not hold the ${what}.`);
  const found = [...remarks];
  const shown = value === '' ? 'It is empty' : visible(value, SHOWN);
  return found.length > 0
    ? check(what, 'cannot tell', `${shown}:`, `${found.join('; ')}.`)
    : check(what, 'ok', `${shown}: nothing in it is commonly signed otherwise.`);
}

function* pathRemarks(context: CheckContext): Iterable<string> {
  const { path = '', query } = context.material;
  if (query && !reads(context, 'query', 'target', 'url', 'param'))
    yield `the query that was sent (?${visible(query, SHOWN)}) is not signed`;
  if (path.includes('//')) yield 'two slashes in a row are signed as sent, and proxies merge them';
  if (path.length > 1 && path.endsWith('/')) yield 'the slash at its end is signed as sent';
  yield* escapeRemarks(path, /[^\w.~!$&'()*+,;=:@/%-]/);
}

function* queryRemarks({ material: { query = '' }, signed }: CheckContext): Iterable<string> {
  yield* escapeRemarks(query, /[^\w.~!$&'()*+,;=:@/?%-]/);
  if (query.includes('+')) yield 'a + stands for a space or for itself, as the provider reads it';
  const sorted = signed.some(({ then = [] }) =>
    then.some((step) => typeof step === 'object' && 'pairs' in step && step.pairs.sort),
  );
  if (query.includes('&'))
    yield sorted
      ? 'its parameters are sorted first'
      : 'its parameters are signed in the order in which they were sent';
}

function* escapeRemarks(text: string, foreign: RegExp): Iterable<string> {
  if (text.includes('%25')) yield '%25 may be an escape that was escaped again';
  if (/%(?!25)[0-9a-f]{2}/i.test(text))
    yield 'its percent-escapes are not decoded before signing unless that is documented';
  if (/%(?=[0-9a-f]{2})(?:[a-f]|.[a-f])/.test(text))
    yield 'escapes in lower case differ from those in upper case';
  if (foreign.test(text))
    yield 'it has characters that must be percent-encoded, and clients do so after signing';
}

function* hostRemarks({ material }: CheckContext): Iterable<string> {
  const { host = '', url } = material;
  for (const name of ['x-forwarded-host', 'x-original-host', 'forwarded']) {
    const value = material.header(name);
    if (value && value !== host)
      yield `${name} says ${visible(value, SHOWN)}: the name outside the proxy is the one that is signed`;
  }
  const scheme = material.header('x-forwarded-proto');
  if (scheme && url && !url.startsWith(`${scheme}:`))
    yield `x-forwarded-proto says ${visible(scheme)}: the URL outside the proxy begins with it`;
  if (/:(?:80|443)$/.test(host)) yield 'a default port is left out by most clients';
  if (/[A-Z]/.test(host)) yield 'clients send it in lower case';
}
