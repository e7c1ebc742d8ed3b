import type { PackSettings } from '../causes/pack.js';
import { credentialRanges } from '../exchange/credential-ranges.js';
import type { RequestMessage } from '../exchange/exchange.js';
import { type Header, Headers, header } from '../exchange/headers.js';
import { isSecretHeader, isSecretParameter } from '../exchange/secret-names.js';
import { secretSettings } from '../mask-for.js';
import { substitute } from '../redact/substitute.js';
import { urlParts, writeUrl } from '../signing/url-parts.js';
import { version } from '../version.generated.js';

/** The same read, with one thing about it changed. */
export interface Variation {
  readonly id: VariationId;
  /** As it is said to the user. */
  readonly what: string;
  /** What takes the place of the request's own. */
  readonly changed: Changed;
  readonly family?: 4 | 6;
}

type Changed = Partial<Pick<RequestMessage, 'headers' | 'target'> & { readonly url: string }>;

export type VariationId =
  | 'no-credential'
  | 'wrong-credential'
  | 'plain-user-agent'
  | 'ipv4'
  | 'ipv6'
  | 'fresh-signature';

/** Names a program, and looks to simple filters like what they let through. */
const PLAIN_USER_AGENT = `Mozilla/5.0 (compatible; errdoctor/${version})`;

/** The experiments that this request allows: none about a credential that it does not carry. */
export function variationsOf(request: Asked, pack: PackSettings | undefined): Variation[] {
  const carries = credentialTest(pack);
  const wrong = withWrongCredentials(request, carries);
  const named = !/^https?:\/\/(?:\[|\d+(?:\.\d+){3}(?:[:/?#]|$))/i.test(request.url);
  return [
    ...(carriesAny(request, carries)
      ? [variation('no-credential', 'without the credential', withoutCredentials(request, carries))]
      : []),
    // What stands in for a secret already has nothing to be replaced by.
    ...(wrong ? [variation('wrong-credential', 'with a wrong credential of the same shape', wrong)] : []),
    variation('plain-user-agent', 'with a plain User-Agent', withUserAgent(request)),
    ...(named
      ? [
          { ...variation('ipv4', 'over IPv4', {}), family: 4 as const },
          { ...variation('ipv6', 'over IPv6', {}), family: 6 as const },
        ]
      : []),
  ];
}

/** The experiment with a request that was signed anew. */
export function freshlySigned({ headers, url, target }: Asked): Variation {
  return variation('fresh-signature', 'with a new timestamp and signature', {
    headers,
    url,
    ...(target !== undefined && { target }),
  });
}

type Asked = RequestMessage & { readonly url: string };

function variation(id: VariationId, what: string, changed: Changed): Variation {
  return { id, what, changed };
}

function credentialTest(pack: PackSettings | undefined): (name: string) => boolean {
  const further = new Set(pack ? secretSettings([pack]).headers?.map((name) => name.toLowerCase()) : []);
  return (name) => isSecretHeader(name) || further.has(name.toLowerCase());
}

function carriesAny({ headers, url }: Asked, carries: (name: string) => boolean): boolean {
  return (
    headers.list.some(({ name }) => carries(name)) || pairsOf(url).some(([name]) => isSecretParameter(name))
  );
}

function withoutCredentials(request: Asked, carries: (name: string) => boolean): Changed {
  const list = request.headers.list.filter(({ name }) => !carries(name));
  return {
    ...withHeaders(request, list),
    ...withQuery(request, (pairs) => pairs.filter(([name]) => !isSecretParameter(name))),
  };
}

/** Undefined where that changes nothing. */
function withWrongCredentials(request: Asked, carries: (name: string) => boolean): Changed | undefined {
  const list = request.headers.list.map((one) =>
    carries(one.name) ? header(one.name, withOtherSecrets(one)) : one,
  );
  const query = withQuery(request, (pairs) =>
    pairs.map(([name, value]) => [name, isSecretParameter(name) ? `=${substitute(value.slice(1))}` : value]),
  );
  const isOther = list.some(({ raw }, index) => raw !== request.headers.list[index]?.raw);
  return isOther || query.url !== request.url ? { ...withHeaders(request, list), ...query } : undefined;
}

/** Every secret part of a header replaced by another of its length and alphabet. */
function withOtherSecrets({ name, raw }: Header): string {
  return credentialRanges(name, raw).reduceRight(
    (text, { start, end }) => text.slice(0, start) + substitute(text.slice(start, end)) + text.slice(end),
    raw,
  );
}

function withUserAgent(request: Asked): Changed {
  const list = request.headers.list.filter(({ name }) => name.toLowerCase() !== 'user-agent');
  return withHeaders(request, [...list, header('User-Agent', PLAIN_USER_AGENT)]);
}

function withHeaders({ headers }: Asked, list: readonly Header[]): Changed {
  return { headers: new Headers(list, headers.seen, headers.hidden) };
}

/** A pair of the query as written, the equals sign with the value. */
type Pair = readonly [name: string, value: string];

function pairsOf(url: string): Pair[] {
  const { query } = urlParts(url);
  return (query?.split('&') ?? []).map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals)];
  });
}

function withQuery({ url, target }: Asked, change: (pairs: readonly Pair[]) => readonly Pair[]) {
  const changed = (text: string) => {
    const kept = change(pairsOf(text)).map(([name, value]) => name + value);
    return writeUrl({ ...urlParts(text), query: kept.length > 0 ? kept.join('&') : undefined });
  };
  return { url: changed(url), ...(target !== undefined && { target: changed(target) }) };
}
