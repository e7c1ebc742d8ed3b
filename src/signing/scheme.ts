/**
 * How a provider signs, as data: the member `signatures` of a `pack.yaml`. One engine signs, verifies and searches
 * from it, so a scheme needs no code.
 *
 * Every value in it is a *byte string*: a JavaScript string of which each character is one byte. That is what
 * travels and what is hashed; texts become byte strings by their UTF-8 encoding.
 */
export interface Scheme {
  /** As it is said to the user: `Platform request signature`. */
  readonly name: string;
  /** Who signs: the caller a request, or the provider a delivery to the user's endpoint. */
  readonly by: 'client' | 'provider';
  readonly mac: Mac;
  /** From the secret to the bytes of the key; the secret's text by default. For a public key: its PEM. */
  readonly key?: Part;
  readonly message: Part;
  /** Parts that are used more than once or deserve a name of their own: `{ part: NAME }`. */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Several where the documentation leaves it open; the first is used to sign. */
  readonly encode: Encoding | readonly Encoding[];
  readonly at: Carrier;
  readonly time?: SignedTime;
  /** What the secret looks like; what only the user can see is not listed here. */
  readonly secret?: {
    /** As it is said to the user: `platform secret`. */
    readonly name: string;
    /** Every valid one starts with one of these. */
    readonly prefixes?: readonly string[];
    /** How its text is written, where that is documented. */
    readonly form?: 'hex' | 'base64' | 'text';
    readonly minLength?: number;
  };
  /**
   * Ids of signing mistakes (`alg-digest`), or their families with a star (`alg-*`, `*`), to the id of the rule that
   * explains them. The most specific that fits wins.
   */
  readonly causes: Readonly<Record<string, string>>;
  readonly references: readonly string[];
}

/** A scheme with its name in the pack. */
export type NamedScheme = readonly [name: string, scheme: Scheme];

export type Digest = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

export type Mac =
  | `hmac-${Digest}`
  /** A plain hash over a message that holds the secret. */
  | Digest
  /** Checked with a public key; never searched by key. */
  | 'rsa-sha256'
  | 'rsa-pss-sha256'
  | 'ecdsa-sha256'
  | 'ed25519';

export type Encoding = 'hex' | 'base64' | 'base64url';

/** Where the signature travels: exactly one of header, param, form and field. */
export interface Carrier {
  readonly header?: string;
  /** A parameter of the query. */
  readonly param?: string;
  /** A parameter of a form body. */
  readonly form?: string;
  /** A JSON path in the body. */
  readonly field?: string;
  /**
   * How the value is written: `t={time},v1={signature}`, `sha256={signature}`. Other names in braces can be read as
   * `{ token: NAME }`. The bare signature by default.
   */
  readonly value?: string;
  /** What stands between the items of `value`, which come in any order and may repeat: `,`. */
  readonly separator?: string;
}

export interface SignedTime {
  /** Where the timestamp travels: `{ header: x-timestamp }`, `{ token: time }`, `{ param: timestamp }`. */
  readonly from: Part;
  /** Several where the provider reads several; `basic` is ISO 8601 without separators (20260921T122640Z). */
  readonly unit: readonly TimeUnit[];
  /** Seconds that it may lie before the verifier's clock, and after it; undocumented where left out. */
  readonly past?: number;
  readonly future?: number;
}

export type TimeUnit = 's' | 'ms' | 'iso' | 'basic';

/** A literal text, or a value taken from the exchange, with steps applied to it in order. */
export type Part = string | PartNode;

export type PartNode = Atom & { readonly then?: readonly Step[] };

export type Atom =
  | { readonly secret: true }
  | { readonly method: true }
  /** `Host`, or the host of the URL with a port that is not the scheme's own. */
  | { readonly host: true }
  /** The path as sent, without query. */
  | { readonly path: true }
  /** The query as sent, without its question mark. */
  | { readonly query: true }
  /** Path and query as sent. */
  | { readonly target: true }
  /** The absolute URL as sent. */
  | { readonly url: true }
  /** The body's bytes, content codings undone; empty where there is none. */
  | { readonly body: true }
  /** The value of a request header; empty where it is absent. */
  | { readonly header: string }
  /** A parameter of the query, decoded; empty where it is absent. */
  | { readonly param: string }
  /** A parameter of a form body, decoded. */
  | { readonly form: string }
  /** The text of a JSON value in the body: a string's content, else the token as sent; empty where it is absent or null. */
  | { readonly field: string }
  /** The bytes of a JSON value in the body exactly as sent, quotes and all. */
  | { readonly raw: string }
  /** The timestamp as sent. */
  | { readonly time: true }
  /** An item of the signature's `value`. */
  | { readonly token: string }
  /** One of `parts`. */
  | { readonly part: string }
  | { readonly join: string; readonly of: readonly Part[] }
  | { readonly hmac: Digest; readonly key: Part; readonly of: Part }
  /** The entry under the value of `choose`, compared case-blind, or under `else`. */
  | { readonly choose: Part; readonly of: Readonly<Record<string, Part>> }
  /** The first that is not empty. */
  | { readonly first: readonly Part[] };

export type Step =
  | 'upper'
  | 'lower'
  | 'trim'
  | Digest
  | 'hex'
  | 'base64'
  | 'base64url'
  | 'unhex'
  | 'unbase64'
  /** Percent-decoded. */
  | 'decodeUri'
  /** `application/json; charset=utf-8` becomes `application/json`. */
  | 'mediaType'
  /** `host;x-amz-date` becomes `host:…\nx-amz-date:…\n` with the values of these headers, trimmed. */
  | 'headerLines'
  /** Without this text at its start. */
  | { readonly unprefix: string }
  /** The item of this number, from 0. */
  | { readonly split: string; readonly at: number }
  /**
   * Each segment of a path percent-encoded as RFC 3986 asks: `once` from its decoded form; `twice` the form as sent,
   * encoded already, again, and `.`, `..` and empty segments are dropped.
   */
  | { readonly encodePath: 'once' | 'twice' }
  /** The pairs of `a=1&b=2`, written anew. */
  | { readonly pairs: PairsStep };

export interface PairsStep {
  /** By name, by name and then value, both in byte order of what is written; as sent without it. */
  readonly sort?: 'name' | 'pair';
  /** Between name and value. */
  readonly pair: string;
  /** Between pairs. */
  readonly join: string;
  /** Names and values are decoded and encoded anew; `none` leaves them decoded, and without `encode` they stay as sent. */
  readonly encode?: 'rfc3986' | 'form' | 'none';
  /** Names left out. */
  readonly without?: readonly string[];
}
