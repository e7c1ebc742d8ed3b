import { type Body, NO_BODY } from '../../exchange/body.js';
import type { RequestMessage } from '../../exchange/exchange.js';
import { type Header, Headers, header } from '../../exchange/headers.js';
import { inside, type Place } from '../../exchange/place.js';
import { Stretch } from '../curl/stretch.js';
import { utf8 } from '../text/prose.js';
import { type CurlArgument, curlArguments } from './curl-options.js';
import type { Word } from './words.js';

/** Fields that curl adds by itself, or from files. */
const ADDED = new Set([
  'host',
  'user-agent',
  'accept',
  'accept-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
]);
const DATA = /^(?:data(?:-raw|-ascii|-binary|-urlencode)?|json)$/;

/**
 * The request that a curl command sends (curl's manual), as far as the command line shows it: what files and shell
 * variables hold is not captured.
 * @param words of the command, without `curl` itself.
 * @returns undefined where no URL stands.
 */
export function curlRequest(words: readonly Word[], at: Place): RequestMessage | undefined {
  const given = curlArguments(words);
  const last = (name: string) => given.findLast((argument) => argument.name === name)?.value;
  const has = (name: string) => given.some((argument) => argument.name === name);
  const address = given.find(({ name }) => name === 'url')?.value;
  if (!address) return undefined;
  const data = given.filter(({ name }) => DATA.test(name));
  const asQuery = has('get');
  const body = asQuery ? NO_BODY : bodyOf(data, has('form') || has('form-string'), has('upload-file'));
  const url = withQuery(utf8(address.text), asQuery ? data : []);
  return {
    method: methodOf(last('request'), has, body),
    methodAt: placeOf(last('request')),
    // curl guesses HTTP where no scheme is written.
    url: /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`,
    urlAt: placeOf(address),
    headers: headersOf(given, asQuery ? [] : data),
    body,
    at,
  };
}

function methodOf(named: Word | undefined, has: (name: string) => boolean, body: Body): string {
  if (named) return named.text;
  if (has('head')) return 'HEAD';
  if (has('upload-file')) return 'PUT';
  return body.is === 'none' ? 'GET' : 'POST';
}

function headersOf(given: readonly CurlArgument[], data: readonly CurlArgument[]): Headers {
  const list: Header[] = [];
  for (const { name, value } of given) {
    if (!value) continue;
    if (name === 'header') addField(list, value);
    else if (name === 'user-agent') list.push(fieldOf('User-Agent', value, utf8(value.text)));
    else if (name === 'referer') list.push(fieldOf('Referer', value, utf8(value.text)));
    else if (name === 'cookie' && value.text.includes('='))
      list.push(fieldOf('Cookie', value, utf8(value.text)));
    else if (name === 'user')
      list.push(
        fieldOf('Authorization', value, `Basic ${Buffer.from(value.text, 'latin1').toString('base64')}`),
      );
    else if (name === 'oauth2-bearer')
      list.push(fieldOf('Authorization', value, `Bearer ${utf8(value.text)}`));
  }
  const removed = new Set(
    given.flatMap(({ name, value }) =>
      name === 'header' ? (/^([^:;\s]+):\s*$/.exec(value?.text ?? '')?.[1]?.toLowerCase() ?? []) : [],
    ),
  );
  const [first] = data;
  const isTyped =
    removed.has('content-type') || list.some(({ name }) => name.toLowerCase() === 'content-type');
  if (first && !isTyped) {
    const type = first.name === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    list.push(header('Content-Type', type, placeOf(first.value)));
  }
  const elsewhere = given.some(
    ({ name, value }) =>
      [
        'config',
        'netrc',
        'netrc-file',
        'netrc-optional',
        'aws-sigv4',
        'digest',
        'ntlm',
        'negotiate',
      ].includes(name) ||
      (name === 'header' && (value?.text.startsWith('@') || /^[^:]*\$/.test(value?.text ?? ''))),
  );
  const hidden = given.some(({ name, value }) => name === 'cookie' && !value?.text.includes('='))
    ? new Set([...ADDED, 'cookie'])
    : ADDED;
  return new Headers(list, elsewhere ? 'some' : 'all', hidden);
}

/** `Name: value`; `Name;` sends an empty field, `Name:` none at all. */
function addField(list: Header[], word: Word): void {
  const { text } = word;
  const empty = /^([^:;\s]+);\s*$/.exec(text);
  if (empty) {
    list.push(header(empty[1] as string, '', placeOf(word)));
    return;
  }
  const colon = text.indexOf(':');
  if (colon < 1 || text.slice(colon + 1).trim() === '') return;
  const from = text[colon + 1] === ' ' ? colon + 2 : colon + 1;
  const stretch = word.stretch.slice(from);
  list.push(fieldOf(text.slice(0, colon), { ...word, text: stretch.text, stretch }, utf8(stretch.text)));
}

function fieldOf(name: string, word: Word, value: string): Header {
  const field = header(name, value, placeOf(word));
  // What the shell puts in was sent, and is not written here.
  return word.expands ? { ...field, redacted: true } : field;
}

function bodyOf(data: readonly CurlArgument[], isForm: boolean, isUpload: boolean): Body {
  if (isForm) return { is: 'not-captured', why: 'curl makes the multipart body as it sends it' };
  if (isUpload) return { is: 'not-captured', why: 'curl reads it from a file' };
  const words = data.flatMap(({ value }) => value ?? []);
  if (words.length === 0) return NO_BODY;
  if (data.some(({ name, value }) => name !== 'data-raw' && value?.text.startsWith('@')))
    return { is: 'not-captured', why: 'curl reads it from a file; give that file with --data' };
  if (words.some(({ expands }) => expands))
    return { is: 'not-captured', why: 'the shell puts the value of a variable into it' };
  const separator = data.every(({ name }) => name === 'json') ? '' : '&';
  const parts = data.flatMap(({ name, value }, index) => {
    if (!value) return [];
    const text = name === 'data-urlencode' ? encoded(value) : value.stretch;
    return index === 0 ? [text] : [new Stretch([{ text: separator, start: undefined }]), text];
  });
  const whole = Stretch.joined(parts);
  const literal = words.length === 1 && words[0]?.literal && data[0]?.name !== 'data-urlencode';
  const place = literal
    ? whole.place
    : inside(Stretch.joined(words.map(({ stretch }) => stretch)).place, { key: [] });
  return whole.length === 0 ? NO_BODY : { is: 'bytes', wire: whole.bytes, exact: true, at: place };
}

/** `content`, `=content` and `name=content` (curl's manual, `--data-urlencode`). */
function encoded({ text }: Word): Stretch {
  const equals = text.indexOf('=');
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  const content = utf8(text.slice(equals + 1));
  const percent = encodeURIComponent(content).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Stretch([{ text: name + percent, start: undefined }]);
}

function withQuery(url: string, data: readonly CurlArgument[]): string {
  if (data.length === 0) return url;
  const query = data
    .flatMap(({ name, value }) =>
      value ? [name === 'data-urlencode' ? encoded(value).text : value.text] : [],
    )
    .join('&');
  return `${url}${url.includes('?') ? '&' : '?'}${utf8(query)}`;
}

function placeOf(word: Word | undefined): Place | undefined {
  if (!word) return undefined;
  const { place } = word.stretch;
  return word.literal ? place : inside(place, { key: [] });
}
