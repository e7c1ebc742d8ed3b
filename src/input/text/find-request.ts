import type { Told } from './prose.js';
import { toldBy } from './prose.js';

/** What a text tells of a request. */
export interface ToldRequest {
  readonly method?: Told | undefined;
  readonly url?: Told | undefined;
  /** The host, where the URL is a path and the host stands elsewhere. */
  readonly host?: string | undefined;
}

const METHODS = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';
const ADDRESS = String.raw`(?:https?:\/\/[^\s"'<>\\\`]{1,2048}|\/[^\s"'<>\\\`]{0,2048}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?\/[^\s"'<>\\\`]{0,2048})`;
/** `POST https://…`, `"GET /v1/x HTTP/1.1"`, `[POST] /v1/x`, `POST: /v1/x`. */
const CALL = new RegExp(String.raw`(?<![\w-])(${METHODS})\b["'\])]{0,2}[\s:]{1,3}["'<(\`]?(${ADDRESS})`, 'd');
const METHOD_NAMED = new RegExp(String.raw`(?:method|verb)["']?\s{0,2}[=:]\s{0,2}["']?(${METHODS})\b`, 'di');
const URL_NAMED =
  /(?<![\w-])(?:(?:request|full)[ _-]?)?(?:url|uri|endpoint|path|target)["']?\s{0,2}[=:]\s{0,2}["'<]?((?:https?:\/)?\/[^\s"'<>\\`]{1,2048})/di;
const FOR_URL = /\bfor (?:url|uri)[: ]{1,2}["'<]?(https?:\/\/[^\s"'<>\\`]{1,2048})/di;
const BARE_URL = /(https?:\/\/[^\s"'<>\\`]{1,2048})/di;
const HOST_NAMED =
  /(?<![\w-])host(?:name)?["']?\s{0,2}[=:]\s{0,2}["']?([\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?)/i;
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Method and address that a text names; what is told together is preferred to what stands apart. */
export function findRequest(text: string): ToldRequest {
  const call = CALL.exec(text);
  const range = call?.indices?.[1];
  const target = call?.indices?.[2];
  if (call && range && target) {
    const method = { value: call[1] as string, from: range[0], to: range[1] };
    return withHost(text, {
      method,
      url: trimmed({ value: call[2] as string, from: target[0], to: target[1] }),
    });
  }
  const url = [URL_NAMED, FOR_URL, BARE_URL].map((pattern) => toldBy(pattern.exec(text))).find(Boolean);
  return withHost(text, { method: toldBy(METHOD_NAMED.exec(text)), url: url && trimmed(url) });
}

function withHost(text: string, request: ToldRequest): ToldRequest {
  return request.url?.value.startsWith('/') ? { ...request, host: HOST_NAMED.exec(text)?.[1] } : request;
}

/** Without the punctuation of the sentence that it stands in. */
function trimmed(url: Told): Told {
  let { length } = url.value;
  for (; length > 1; length--) {
    const last = url.value[length - 1] as string;
    const opener = CLOSERS[last];
    if (opener ? url.value.slice(0, length - 1).includes(opener) : !/[.,;:!?*|]/.test(last)) break;
  }
  return { value: url.value.slice(0, length), from: url.from, to: url.from + length };
}
