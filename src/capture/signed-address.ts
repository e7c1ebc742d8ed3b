import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import { queryOf } from '../exchange/request-url.js';
import { schemesOf, sentAt } from '../signing/choose-scheme.js';
import type { Scheme } from '../signing/scheme.js';

/** A signature of a request that covers parts of its address. */
export interface AddressSignature {
  /** As it is said to the user: `The signature in Authorization`. */
  readonly name: string;
  /** What covers the host, as it stands in the request or in the scheme; undefined where nothing does. */
  readonly host: string | undefined;
  readonly path: string | undefined;
  /** The URL that it names itself; others are computed from what is sent. */
  readonly url?: URL;
}

/**
 * The signatures of a request whose values depend on its host or its path: those that tell so themselves (SignedHeaders,
 * RFC 9421, draft-cavage-http-signatures, OAuth 1.0 of RFC 5849, DPoP of RFC 9449), else the one that the pack describes.
 */
export function addressSignatures(exchange: Exchange, pack: PackSettings | undefined): AddressSignature[] {
  const { request } = exchange;
  if (!request) return [];
  const query = [...new URLSearchParams(queryOf(request))];
  const told = [
    ...request.headers.list.map(({ name, value }) => inHeader(name, value)),
    ...query.map(([name, value]) => inParameter(name, value)),
  ].filter((one) => one !== undefined);
  if (told.length > 0 || !pack) return told;
  const [scheme] = schemesOf(pack, exchange)
    .map(([, one]) => one)
    .filter(({ at }) => sentAt(at, exchange));
  return scheme ? [ofScheme(scheme)] : [];
}

function inHeader(name: string, value: string): AddressSignature | undefined {
  const [, signed] = /\bSignedHeaders="?([\w;-]+)/i.exec(value) ?? [];
  if (signed !== undefined) return ofSignedHeaders(name, signed);
  switch (name.toLowerCase()) {
    case 'signature-input': {
      const host = /"(?:@authority|@target-uri|host)"/i.exec(value)?.[0];
      const path = /"(?:@path|@request-target|@target-uri)"/i.exec(value)?.[0];
      return { name: `The signature of ${name}`, host, path };
    }
    case 'signature':
    case 'authorization': {
      const [, list] = /\bheaders="([^"]*)"/i.exec(value) ?? [];
      if (list !== undefined && /\bsignature="/i.test(value)) {
        const host = /(?:^| )host(?: |$)/i.exec(list)?.[0].trim();
        return { name: `The signature in ${name}`, host, path: /\(request-target\)/i.exec(list)?.[0] };
      }
      const isOAuth = /^OAuth .*\boauth_signature=/i.test(value) && !/PLAINTEXT/i.test(value);
      return isOAuth ? ofOAuth(name) : undefined;
    }
    case 'dpop':
      return ofProof(name, value);
  }
  return undefined;
}

function inParameter(name: string, value: string): AddressSignature | undefined {
  if (/(?:^|-)SignedHeaders$/i.test(name)) return ofSignedHeaders(name, value);
  return name === 'oauth_signature' ? ofOAuth(name) : undefined;
}

/** Canonical requests hold the path always, and the headers that they list. */
function ofSignedHeaders(name: string, list: string): AddressSignature {
  const host = list.toLowerCase().split(';').includes('host') ? 'host in SignedHeaders' : undefined;
  return { name: `The signature in ${name}`, host, path: 'the canonical request' };
}

function ofOAuth(name: string): AddressSignature {
  const uri = 'the base string URI';
  return { name: `The oauth_signature in ${name}`, host: uri, path: uri };
}

/** A proof of possession names the URL that it is for. */
function ofProof(name: string, token: string): AddressSignature | undefined {
  try {
    const { htu } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return { name: `The proof in ${name}`, host: 'htu', path: 'htu', url: new URL(htu) };
  } catch {
    return undefined;
  }
}

function ofScheme(scheme: Scheme): AddressSignature {
  const { header, param, form, field } = scheme.at;
  const parts = atomsOf(scheme.message, scheme);
  const one = (...atoms: string[]) => atoms.find((atom) => parts.has(atom));
  return {
    name: `The ${scheme.name} in ${header ?? param ?? form ?? field}`,
    host: one('host', 'url'),
    path: one('path', 'target', 'url'),
  };
}

/** Names of the values that a part is made of. */
function atomsOf(part: unknown, scheme: Scheme, found = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return found;
  for (const [name, value] of Object.entries(part)) {
    if (value === true) found.add(name);
    else if (name === 'header' && /^host$/i.test(value)) found.add('host');
    else if (name === 'part') atomsOf(scheme.parts?.[value], scheme, found);
    else atomsOf(value, scheme, found);
  }
  return found;
}
