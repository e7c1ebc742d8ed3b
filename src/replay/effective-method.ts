import type { RequestMessage } from '../exchange/exchange.js';
import { queryOf } from '../exchange/request-url.js';

const READS = /^(?:GET|HEAD|OPTIONS)$/;
const OVERRIDES = /^x-(?:http-)?method(?:-override)?$/i;

/** Whether a method only reads (RFC 9110, section 9.2.1). Methods are case-sensitive: `get` is another one. */
export function onlyReads(method: string): boolean {
  return READS.test(method);
}

/**
 * What a request does to a server that lets a header (`X-HTTP-Method-Override` and its kin) or `_method` in the query name
 * the method: the write that either names, else the method itself.
 */
export function effectiveMethod(request: RequestMessage & { readonly method: string }): string {
  if (!onlyReads(request.method)) return request.method;
  const named = [
    ...request.headers.list.filter(({ name }) => OVERRIDES.test(name)).map(({ value }) => value),
    ...new URLSearchParams(queryOf(request)).getAll('_method'),
  ];
  return (
    named.map((method) => method.trim().toUpperCase()).find((method) => method && !onlyReads(method)) ??
    request.method
  );
}
