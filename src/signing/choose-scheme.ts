import type { PackSettings } from '../causes/pack.js';
import { decodedBytes } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { hostOf, queryOf } from '../exchange/request-url.js';
import { environmentOf } from '../facts/host-names.js';
import { peek, readBodyOf } from '../facts/json-reading.js';
import type { Carrier, Encoding, NamedScheme, Scheme } from './scheme.js';
import { readValue } from './written-form.js';

const chosen = new WeakMap<
  Exchange,
  { readonly pack: PackSettings; readonly schemes: readonly NamedScheme[] }
>();

/**
 * The schemes of a pack that may have signed this request: those whose place it fills in the written form, then those
 * whose place it fills otherwise, then those of its own side whose place is empty, so that a missing signature is
 * missed at the right one. A delivery is signed by the provider, a request to the provider's own hosts by the client.
 */
export function schemesOf(pack: PackSettings | undefined, exchange: Exchange): readonly NamedScheme[] {
  if (!pack?.signatures) return [];
  const kept = chosen.get(exchange);
  if (kept?.pack === pack) return kept.schemes;
  const schemes = choose(pack, Object.entries(pack.signatures), exchange);
  chosen.set(exchange, { pack, schemes });
  return schemes;
}

function choose(pack: PackSettings, all: readonly NamedScheme[], exchange: Exchange): readonly NamedScheme[] {
  const side = sideOf(pack, exchange);
  const candidates = all
    .filter(([, { by }]) => side === undefined || by === side)
    .map((named) => ({ named, scheme: named[1], sent: sentAt(named[1].at, exchange) }));
  const fits = ({ scheme, sent }: (typeof candidates)[number]) =>
    sent !== undefined && isWrittenAs(scheme, sent);
  return [
    ...candidates.filter(fits),
    ...candidates.filter((one) => one.sent !== undefined && !fits(one)),
    ...candidates.filter(({ scheme, sent }) => sent === undefined && scheme.by === (side ?? 'client')),
  ].map(({ named }) => named);
}

/** Who must have signed; undefined where the host is nobody's known one. */
function sideOf(pack: PackSettings, { delivery, request }: Exchange): Scheme['by'] | undefined {
  if (delivery) return 'provider';
  const host = hostOf(request);
  return host !== undefined && environmentOf(pack, host) !== undefined ? 'client' : undefined;
}

/** The text at the place of a signature; undefined where there is none, or the capture does not hold it. */
export function sentAt({ header, param, form, field }: Carrier, { request }: Exchange): string | undefined {
  if (!request) return undefined;
  if (header !== undefined) return request.headers.get(header)?.value;
  if (param !== undefined) return new URLSearchParams(queryOf(request)).get(param) ?? undefined;
  if (form !== undefined) {
    const bytes = decodedBytes(request.body, request.headers.get('content-encoding')?.value);
    return new URLSearchParams(bytes && Buffer.from(bytes).toString('utf8')).get(form) ?? undefined;
  }
  const body = readBodyOf(request);
  const value = body.is === 'json' ? peek(body.value, field as string) : undefined;
  return typeof value === 'string' ? value : undefined;
}

const ALPHABETS: Readonly<Record<Encoding, RegExp>> = {
  hex: /^[0-9a-f]+$/i,
  base64: /^[a-z0-9+/]+={0,2}$/i,
  base64url: /^[\w-]+={0,2}$/,
};

function isWrittenAs({ at, encode }: Scheme, text: string): boolean {
  const { signatures, mistakes } = readValue(at, text);
  const [signature = ''] = signatures;
  return mistakes.length === 0 && [encode].flat().some((encoding) => ALPHABETS[encoding].test(signature));
}
