import { isReasonPhrase } from './find-status.js';
import { type Told, toldBy } from './prose.js';

/** What a text tells of an answer in words: the provider's code and message. */
export interface ToldWords {
  readonly code?: Told | undefined;
  readonly message?: Told | undefined;
  /** Every token that has the form of a code. */
  readonly tokens: readonly string[];
}

const TOKEN = /(?<![\w$%{./@-])([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,8})(?![\w=}/-])/dg;
const CODE_NAMED =
  /(?<!exit[ -]|status[ -]?)\b(?:error|err)?[ _-]?code["']?\s{0,2}[:=]\s{0,2}["'`]?([A-Za-z][\w.-]{2,60})/di;
const MESSAGE_NAMED =
  /(?<![\w-])(?:message|msg|error_description|detail|reason|error)["']?\s{0,2}[:=]\s{0,2}(?:"([^"\n]{2,500})"|'([^'\n]{2,500})')/di;
/** Names of the client's own troubles, which say nothing of the provider. */
const CLIENT = /^(?:ERR|UND_ERR|NS_ERROR|EAI|HTTP|HTTPS|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|CERT)_/;
const TOKENS = 20;

/** Code and message in the neighbourhood of a status. */
export function findWords(text: string, status: Told | undefined): ToldWords {
  const found: Told[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const told = toldBy(match);
    if (told && !CLIENT.test(told.value)) found.push(told);
    if (found.length >= TOKENS) break;
  }
  const near = found.find(({ from }) => status && from >= status.to) ?? found[0];
  const named = toldBy(CODE_NAMED.exec(text));
  const code = named && !/^[a-z]+$/.test(named.value) ? named : near;
  const message = toldBy(MESSAGE_NAMED.exec(text)) ?? (status && sentenceAt(text, status, code));
  return { code, message, tokens: found.map(({ value }) => value) };
}

/** What is said on the line of a status: behind it after a colon or a dash, otherwise before it. */
function sentenceAt(text: string, status: Told, code: Told | undefined): Told | undefined {
  const start = text.lastIndexOf('\n', status.from) + 1;
  const feed = text.indexOf('\n', status.to);
  const end = Math.min(feed < 0 ? text.length : feed, status.to + 600);
  const behind = code && code.from >= status.to && code.to <= end ? code.to : status.to;
  const after =
    /(?:^|[^:]):\s+(?!https?:)(\S.{1,500})$/d.exec(text.slice(behind, end)) ??
    DASHED.exec(text.slice(behind, end));
  const told = toldBy(after);
  if (told) return sentence(told, behind);
  const before = BEFORE.exec(text.slice(Math.max(start, status.from - 600), status.from));
  const said = toldBy(before);
  return said && sentence(said, Math.max(start, status.from - 600));
}

/** `403 - No authorised IPs`, `403 No authorised IPs`. */
const DASHED = /^["')\]]{0,2}\s{0,2}(?:[-\u2013|,]\s{1,2})?([A-Za-z]\S{0,60}(?:[ ]\S{1,60}){1,40})\s*$/d;
/** `No authorised IPs configured (403)`, `… (HTTP 403)`, `… [status code 403`. */
const BEFORE =
  /(?:^|:\s|\]\s|"\s)([A-Za-z][^:\n([]{3,300}?)[ .]{0,2}[([](?:HTTP|status|status code|code)?[ :=]{0,2}$/di;

function sentence({ value, from }: Told, offset: number): Told | undefined {
  const text = value.replace(/ for url: .*$/i, '').replace(/[\s"'`)\]}]+$/, '');
  // One word is a status text, and a URL or JSON was found as such.
  if (!/[A-Za-z]{2,}\s+\S/.test(text) || /^(?:https?:\/\/|[{[])/.test(text) || isReasonPhrase(text))
    return undefined;
  return { value: text, from: offset + from, to: offset + from + text.length };
}
