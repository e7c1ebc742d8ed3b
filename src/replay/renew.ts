import { randomUUID } from 'node:crypto';
import { decodedBytes, NO_BODY } from '../exchange/body.js';
import type { RequestMessage } from '../exchange/exchange.js';
import { Headers, header } from '../exchange/headers.js';
import { readCarrier } from '../signing/carrier.js';
import { expectationOf } from '../signing/expected.js';
import { materialOf } from '../signing/material.js';
import { bytes, readMaterial } from '../signing/read-material.js';
import type { Part, Scheme, TimeUnit } from '../signing/scheme.js';
import { timeFormOf, writeIso, readTimestamp, writeTimestamp } from '../signing/timestamp.js';
import { decodeForm, percentEncode } from '../signing/uri.js';
import { urlParts, writeUrl } from '../signing/url-parts.js';
import { NotReplayable } from './not-replayable.js';

/** Where a value travels. */
type Spot = { readonly header: string } | { readonly param: string } | { readonly form: string };

/**
 * A request stamped and signed anew: timestamp, signature and a nonce header are replaced where they stand, the rest
 * stays as it was sent.
 *
 * @param secret a byte string
 * @param now epoch milliseconds
 * @throws NotReplayable where this way of signing cannot be renewed, or the capture lacks a signed part
 */
export function renew<Request extends RequestMessage>(
  request: Request,
  scheme: Scheme,
  secret: string,
  now: number,
): Request {
  const carried = readCarrier(scheme, materialOf(readMaterial(of(request))));
  const tokens: Record<string, string> = { ...carried?.tokens };
  const stamped = stamp(withFreshNonces(request), scheme, tokens, now);
  const { expected, missing } = expectationOf(scheme, readMaterial(of(stamped)), tokens, secret);
  if (!expected?.signature)
    throw new NotReplayable(
      missing.length > 0
        ? `The ${scheme.name} covers what the capture does not hold: ${missing.join(', ')}. --request and --data supply it.`
        : `A ${scheme.name} can be made by the provider alone.`,
    );
  return put(stamped, signatureSpot(scheme), expected.signature);
}

/** Puts the time of now where the scheme reads it; a token of the signature's own value changes in `tokens`. */
function stamp<Request extends RequestMessage>(
  request: Request,
  { time, name }: Scheme,
  tokens: Record<string, string>,
  now: number,
): Request {
  if (!time) return request;
  const material = materialOf(readMaterial(of(request)));
  const parts: readonly Part[] =
    typeof time.from === 'object' && 'first' in time.from ? time.from.first : [time.from];
  const token = parts.flatMap((part) => (typeof part === 'object' && 'token' in part ? part.token : []))[0];
  const spots = parts.flatMap((part): Spot[] => {
    if (typeof part === 'string' || part.then) return [];
    return 'header' in part || 'param' in part || 'form' in part ? [part] : [];
  });
  const valueAt = (spot: Spot) =>
    'header' in spot ? material.header(spot.header) : pairValue(request, spot);
  const spot = spots.find((one) => valueAt(one)) ?? spots[0];
  const sent = token === undefined ? spot && valueAt(spot) : tokens[token];
  const fresh = timestamp(time.unit, sent, now);
  // The scope of a signature names the day, too.
  const [day, newDay] = [/^\d{8}(?=T)/.exec(sent ?? '')?.[0], fresh.slice(0, 8)];
  if (day) for (const [key, value] of Object.entries(tokens)) tokens[key] = value.replaceAll(day, newDay);
  if (token !== undefined) {
    tokens[token] = fresh;
    return request;
  }
  if (!spot) throw new NotReplayable(`The timestamp of a ${name} cannot be put in anew.`);
  return put(request, spot, fresh);
}

function timestamp(units: readonly TimeUnit[], sent: string | undefined, now: number): string {
  const form = timeFormOf(sent ?? '');
  const instant = BigInt(Math.trunc(now)) * 1_000_000n;
  const layout = readTimestamp(sent ?? '')?.layout;
  const unit = units.find((one) => one === form || (one === 'basic' && layout?.basic)) ?? units[0] ?? 's';
  return unit === 'iso' && layout ? writeIso(instant, layout) : writeTimestamp(instant, unit);
}

function signatureSpot({ at, name }: Scheme): Spot {
  if (at.header !== undefined) return { header: at.header };
  if (at.param !== undefined) return { param: at.param };
  if (at.form !== undefined) return { form: at.form };
  throw new NotReplayable(`A ${name} travels inside the JSON body and cannot be put in anew.`);
}

function put<Request extends RequestMessage>(request: Request, spot: Spot, value: string): Request {
  if ('header' in spot) return { ...request, headers: withHeader(request.headers, spot.header, value) };
  if ('param' in spot) {
    const renewed = (url: string | undefined) => {
      const parts = urlParts(url ?? '');
      const query = utf8(withPair(bytes(parts.query ?? ''), spot.param, value));
      return url === undefined ? undefined : writeUrl({ ...parts, query });
    };
    return { ...request, url: renewed(request.url), target: renewed(request.target) };
  }
  const wire = Buffer.from(withPair(formOf(request), spot.form, value), 'latin1');
  return { ...request, body: wire.length === 0 ? NO_BODY : { is: 'bytes', wire, exact: true } };
}

function withHeader(headers: Headers, wanted: string, value: string): Headers {
  const fresh = (name: string) => header(name, value);
  const list = headers.get(wanted)
    ? headers.list.map((one) => (one.name.toLowerCase() === wanted.toLowerCase() ? fresh(one.name) : one))
    : [...headers.list, fresh(wanted)];
  return new Headers(list, headers.seen, headers.hidden);
}

/** The pairs as sent, one of them with another value; at the end where there was none. */
function withPair(text: string, wanted: string, value: string): string {
  const pairs = text === '' ? [] : text.split('&');
  const isIt = (pair: string) => decodeForm(pair.split('=', 1)[0] ?? '') === wanted;
  const written = `${wanted}=${percentEncode(value, 'rfc3986')}`;
  return (pairs.some(isIt) ? pairs.map((pair) => (isIt(pair) ? written : pair)) : [...pairs, written]).join(
    '&',
  );
}

function pairValue(
  request: RequestMessage,
  spot: Exclude<Spot, { readonly header: string }>,
): string | undefined {
  const [text, wanted] =
    'param' in spot
      ? [bytes(urlParts(request.target ?? request.url ?? '').query ?? ''), spot.param]
      : [formOf(request), spot.form];
  const pair = text.split('&').find((one) => decodeForm(one.split('=', 1)[0] ?? '') === wanted);
  return pair && decodeForm(pair.slice(pair.indexOf('=') + 1));
}

function formOf({ body, headers }: RequestMessage): string {
  return Buffer.from(decodedBytes(body, headers.get('content-encoding')?.value) ?? []).toString('latin1');
}

/** A nonce is remembered by whoever got it: as long and of the same alphabet, but another one. */
function withFreshNonces<Request extends RequestMessage>(request: Request): Request {
  const names = request.headers.list.filter(({ name }) => /(?:^|-)nonce$/i.test(name));
  const headers = names.reduce(
    (all, { name, value }) => withHeader(all, name, freshNonce(value)),
    request.headers,
  );
  return { ...request, headers };
}

function freshNonce(sent: string): string {
  const uuid = randomUUID();
  if (sent.length === uuid.length && sent.includes('-')) return uuid;
  const digits = /^\d+$/.test(sent)
    ? BigInt(`0x${uuid.replaceAll('-', '')}`).toString()
    : uuid.replaceAll('-', '');
  return digits.repeat(Math.ceil(sent.length / digits.length)).slice(0, sent.length);
}

function of(request: RequestMessage) {
  return { request, hops: [], recorder: { name: '' }, at: { spans: [] } };
}

function utf8(byteString: string): string {
  return Buffer.from(byteString, 'latin1').toString('utf8');
}
