/** A URL, a request target or a path taken apart, so that a part can be changed and the rest stay as it was written. */
export interface UrlParts {
  /** `https`; empty together with the authority where the text starts with the path. */
  readonly scheme: string;
  /** Host, port, and user information if any. */
  readonly authority: string;
  readonly path: string;
  /** Without its question mark; undefined where there is none. */
  readonly query: string | undefined;
}

/** Never fails; a fragment is dropped, as it is never sent. */
export function urlParts(text: string): UrlParts {
  const found = /^(?:([a-z][a-z\d+.-]*):\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/i.exec(text);
  const [, scheme = '', authority = '', path = '', query] = found ?? [];
  return { scheme, authority, path, query };
}

export function writeUrl({ scheme, authority, path, query }: UrlParts): string {
  return `${scheme && `${scheme}://`}${authority}${path}${query === undefined ? '' : `?${query}`}`;
}
