import type { ResponseMessage } from '../exchange/exchange.js';
import type { OutgoingRequest } from './outgoing.js';

/** Where a redirect leads. */
export interface Redirect {
  /** Undefined where it must not be followed; `remark` says why. */
  readonly request?: OutgoingRequest;
  /** To another origin: no credential goes there, a client certificate neither. */
  readonly leaves?: true;
  readonly remark?: string;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const ABOUT_BODY = /^(?:content-.*|transfer-encoding|digest|expect)$/i;
/** All that another origin is told: any other header may hold a credential, whatever it is called. */
const FOR_ANYBODY = /^(?:accept|accept-(?:encoding|language)|user-agent)$/i;

/**
 * The request that follows a redirect (RFC 9110, section 15.4). 303 turns every method but HEAD into GET, 301 and 302
 * only POST, as browsers and curl do. To another origin goes no header that could be a credential, and no write at all.
 */
export function redirected(
  request: OutgoingRequest,
  response: ResponseMessage | undefined,
): Redirect | undefined {
  const { status = 0, headers } = response ?? {};
  const location = headers?.get('location')?.value;
  if (!location || !REDIRECTS.has(status)) return undefined;
  const target = resolved(location, request);
  if (!target) return { remark: 'The redirect leads to no address of HTTP and was not followed.' };
  const asGet = request.method !== 'HEAD' && (status === 303 || (request.method === 'POST' && status <= 302));
  const method = asGet ? 'GET' : request.method;
  const leaves = target.origin !== request.origin;
  if (leaves && !/^(?:GET|HEAD|OPTIONS)$/.test(method))
    return { remark: `The redirect would send the ${method} to another origin and was not followed.` };
  const bare = asGet || leaves;
  const kept = request.headers.filter(
    ([name]) =>
      !/^host$/i.test(name) && !(bare && ABOUT_BODY.test(name)) && (!leaves || FOR_ANYBODY.test(name)),
  );
  const { host } = new URL(target.origin);
  return {
    request: {
      ...request,
      ...target,
      method,
      headers: [['Host', host], ...kept],
      ...(bare && { body: undefined }),
    },
    ...(leaves && {
      leaves,
      remark: `The redirect leads to another origin (${host}): credentials were not sent there.`,
    }),
  };
}

/** The address that a `Location` means, its path and query as written as far as they are absolute. */
function resolved(
  location: string,
  from: OutgoingRequest,
): Pick<OutgoingRequest, 'origin' | 'target'> | undefined {
  try {
    const url = new URL(location, from.origin + from.target);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
    return { origin: url.origin, target: url.pathname + url.search };
  } catch {
    return undefined;
  }
}
