import { visibleText } from './page-statement.js';

/** The text of an XML element, and the bytes of it. */
export interface XmlText {
  readonly text: string;
  /** Byte offsets in the decoded body. */
  readonly from: number;
  readonly to: number;
}

/** Where APIs that speak XML put these (S3, Azure, SOAP 1.1), as alternatives of element names. */
export const XML_CODE = '(?:error)?code|faultcode|resultcode';
export const XML_MESSAGE = '(?:error)?message|faultstring|description|detail';

/**
 * The first element with text of one of these names (alternatives of a regular expression, case-blind, any
 * namespace) in the beginning of a document; undefined when there is none. The document is not parsed.
 */
export function xmlText(document: string, names: string): XmlText | undefined {
  const found = new RegExp(`<(?:\\w{1,20}:)?(?:${names})(?:\\s[^<>]{0,200})?>([^<]{1,500})</`, 'i').exec(
    document.slice(0, 12_000),
  );
  const inside = found?.[1] ?? '';
  const raw = inside.trim();
  if (!found || raw === '') return undefined;
  const from = Buffer.byteLength(
    document.slice(0, found.index + found[0].length - 2 - inside.length + inside.indexOf(raw)),
  );
  return { text: visibleText(raw), from, to: from + Buffer.byteLength(raw) };
}
