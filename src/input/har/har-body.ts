import type { Content, PostData, Request, Response } from 'har-format';
import { type Body, NO_BODY } from '../../exchange/body.js';
import { type Headers, isRedacted } from '../../exchange/headers.js';
import type { JsonPath, Span } from '../../exchange/place.js';
import { base64Bytes } from '../json/base64.js';
import { stringAt } from '../json/json-headers.js';
import { fieldAt, hasDeclaredLength } from '../json/json-message-body.js';

/** What programs really write: any member may be missing, and some name the encoding of a posted text. */
export type LoosePostData = Partial<PostData> & { encoding?: string; _encoding?: string };

/**
 * The request body of a HAR entry. Exact only where the text has the length that the recorder or the
 * `Content-Length` header tells: recorders decode bodies to text, and what was no UTF-8 is lost on the way.
 */
export function requestBody(request: Partial<Request>, headers: Headers, document: Span): Body {
  const post = request.postData as LoosePostData | undefined;
  const path: JsonPath = ['request', 'postData', 'text'];
  if (post?.text) {
    if (isRedacted(post.text)) return masked;
    const bytes = (post.encoding ?? post._encoding) === 'base64' ? base64Bytes(post.text) : undefined;
    if (bytes) {
      return {
        is: 'bytes',
        wire: bytes,
        exact: hasDeclaredLength(bytes.length, headers) !== false,
        at: fieldAt(document, path),
      };
    }
    const wire = Buffer.from(post.text);
    return {
      is: 'bytes',
      wire,
      exact: isWhole(post.text, wire, request.bodySize, headers),
      at: stringAt(document, path),
    };
  }
  if (post?.params?.length) return formBody(post, document);
  // Chromium writes no text for a body that it could not read.
  if (post?.text === '' && !post.comment && request.bodySize === 0 && hasDeclaredLength(0, headers) !== false)
    return NO_BODY;
  if (post?.comment) return { is: 'not-captured', why: post.comment };
  return hadBody(request, headers) ? { is: 'not-captured', why: 'the HAR was saved without it' } : NO_BODY;
}

/** The response body of a HAR entry: recorders keep it with its content codings undone. */
export function responseBody(
  response: Partial<Response>,
  headers: Headers,
  document: Span,
  method?: string,
): Body {
  const content: Partial<Content> = response.content ?? {};
  const path: JsonPath = ['response', 'content', 'text'];
  const size = content.size ?? -1;
  if (!content.text) {
    const empty =
      method === 'HEAD' ||
      response.status === 204 ||
      response.status === 304 ||
      hasDeclaredLength(0, headers);
    if (empty || (size === 0 && hasDeclaredLength(0, headers) !== false)) return NO_BODY;
    return { is: 'not-captured', why: content.comment ?? 'the HAR was saved without content' };
  }
  if (isRedacted(content.text)) return masked;
  const bytes = content.encoding === 'base64' ? base64Bytes(content.text) : undefined;
  const wire = bytes ?? Buffer.from(content.text);
  const place = bytes ? fieldAt(document, path) : stringAt(document, path);
  if (isCut(content, wire)) return { is: 'cut', bytes: wire, of: size, at: place };
  const lossless = bytes !== undefined || !content.text.includes('\ufffd');
  // A Content-Length that differs is a finding about the answer, not about the recorder.
  const exact = lossless && !headers.get('content-encoding') && wire.length === size;
  return { is: 'bytes', wire, exact, at: place };
}

const masked: Body = { is: 'not-captured', why: 'the recorder masked it' };

function isWhole(text: string, wire: Uint8Array, bodySize: number | undefined, headers: Headers): boolean {
  const byHeader = hasDeclaredLength(wire.length, headers);
  const bySize = bodySize !== undefined && bodySize >= 0 ? bodySize === wire.length : undefined;
  return byHeader !== false && bySize !== false && (byHeader ?? bySize ?? false) && !text.includes('\ufffd');
}

/** Recorders stop at a size limit. A byte-order mark and UTF-16 also shrink when they become UTF-8 text. */
function isCut({ size = -1, mimeType = '' }: Partial<Content>, wire: Uint8Array): boolean {
  return size > wire.length + 3 && !/utf-?16/i.test(mimeType);
}

function hadBody({ method = 'GET', bodySize = -1 }: Partial<Request>, headers: Headers): boolean {
  if (bodySize > 0 || hasDeclaredLength(0, headers) === false) return true;
  if (/^(?:GET|HEAD|OPTIONS|CONNECT)$/i.test(method)) return false;
  // Chromium writes size 0 also for bodies that it could not read.
  return bodySize < 0 || headers.get('content-type') !== undefined;
}

/** Only the fields of a form were kept; how they were encoded is a guess. */
function formBody({ mimeType = '', params = [] }: LoosePostData, document: Span): Body {
  if (!mimeType.includes('urlencoded'))
    return { is: 'not-captured', why: 'the HAR holds only the names of its parts' };
  const text = new URLSearchParams(
    params.map(({ name, value }): [string, string] => [name, value ?? '']),
  ).toString();
  return {
    is: 'bytes',
    wire: Buffer.from(text),
    exact: false,
    at: fieldAt(document, ['request', 'postData', 'params']),
  };
}
