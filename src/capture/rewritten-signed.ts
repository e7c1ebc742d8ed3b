import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Rewritten } from '../wire/leg.js';
import type { Remark } from './remark.js';
import { type AddressSignature, addressSignatures } from './signed-address.js';

/**
 * What has to be said where errdoctor changed an address that is signed: the server computes another string than the one
 * that was signed, whatever else is right or wrong with it.
 *
 * @param exchange as it travelled, changed already
 * @param pack of the provider that was recognised
 */
export function rewrittenSigned(
  exchange: Exchange,
  pack: PackSettings | undefined,
  { host, base }: Rewritten,
): Remark[] {
  const { url } = exchange.request ?? {};
  if (!url || !URL.canParse(url)) return [];
  const server = new URL(url);
  return addressSignatures(exchange, pack).flatMap((signature) => [
    ...(host && signature.host && signature.url?.host !== server.host
      ? [ofHost(signature, host.from, server.host)]
      : []),
    ...(base && signature.path && signature.url?.pathname !== server.pathname
      ? [ofPath(signature, base, server.host)]
      : []),
  ]);
}

function ofHost({ name, host: covers, url }: AddressSignature, from: string, to: string): Remark {
  const signed = url?.host ?? (/^[\w.:[\]-]+$/.test(from) ? from : 'another host');
  const fix = url ? `put the URL of ${to} there` : `send "Host: ${to}"`;
  return {
    host: to,
    says: `${name} covers the host (${covers}): ${signed} was signed, but ${to} is told "Host: ${to}", so it cannot match. Make the program ${fix}, or ${INSTEAD}`,
  };
}

function ofPath({ name, path: covers }: AddressSignature, base: string, to: string): Remark {
  return {
    host: to,
    says: `${name} covers the path (${covers}): it was signed without ${base}, but ${to} is asked for a path that begins with it, so it cannot match. Leave ${base} out of the URL of --to and let the program send it, or ${INSTEAD}`,
  };
}

const INSTEAD = 'run it with "errdoctor capture -- COMMAND", which changes nothing.';
