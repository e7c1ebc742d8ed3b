import type { Retry, RetryWhen } from '../../causes/rule.js';

/** More than this are counted. */
const LISTED = 3;

const FAILURES: Readonly<Record<string, string>> = {
  dns: 'the host name was not found',
  connect: 'no connection came about',
  tls: 'the TLS handshake was not completed',
  timeout: 'the time ran out',
  reset: 'the connection was broken off',
  proxy: 'a proxy refused',
  http2: 'HTTP/2 failed',
  usage: 'the client did not send it',
  other: 'it failed in another way',
};

const AGAIN: Record<RetryWhen, string> = {
  now: 'at once',
  'after-wait': 'wait',
  'after-fix': 'after the fix',
  'after-check': 'only after checking whether it went through',
  're-signed': 'with a fresh timestamp and signature',
  never: 'never as it is',
};

/** How a call failed that has no whole answer. */
export function failureWords(kind: string): string {
  return FAILURES[kind] ?? kind;
}

/** When to send again. Waits that the server asks for, and attempts that are counted, come to an end. */
export function againWords({ when, wait, maxAttempts = 1 }: Retry): string {
  const backsOff = when === 'after-wait' && (wait === 'rate.wait' || maxAttempts > 1);
  return backsOff ? 'back off, then ask support' : AGAIN[when];
}

/** What the answer says: codes and messages, each with its kind said once. */
export function saidWords(words: readonly string[]): string {
  const of = (kind: string) =>
    words.filter((word) => word.startsWith(kind)).map((word) => word.slice(kind.length));
  const [codes, messages] = [of(CODE), of(MESSAGE).map((template) => `"${plainTemplate(template)}"`)];
  const parts = [
    codes.length > 0 && `code ${someOf(codes)}`,
    messages.length > 0 && `message ${someOf(messages)}`,
  ];
  return parts.filter(Boolean).join(', or ');
}

/** `no|any * key` is read "no/any … key"; of more than two words for one place only the first two are shown. */
function plainTemplate(template: string): string {
  return template
    .replace(/([^\s|]+\|[^\s|]+)\|\S+/g, '$1|…')
    .replaceAll('|', '/')
    .replaceAll('*', '…');
}

/** What a word of an answer begins with: no code and no message is taken for the other. */
export const [CODE, MESSAGE] = ['code ', 'message '] as const;

/** `GET or DELETE /otp/{token}`; nothing where every call is meant. */
export function routeWords(methods: readonly string[], paths: readonly string[]): string {
  return [either(methods), either(paths)].filter((part) => part !== '').join(' ');
}

/** What a call shows by a header or a member; all other signs take errdoctor to be seen. */
export function signWords(fact: string): string {
  const [, side, kind, name] = /^(request|response)\.(header|json)\.(.+)$/.exec(fact) ?? [];
  if (!name) return 'something that errdoctor finds by itself';
  return kind === 'header' ? `the ${side} has the header ${name}` : `the body of the ${side} has ${name}`;
}

/** `400 or 422`; a class stands for its members. */
export function statusWords(statuses: readonly string[]): string {
  const faults = statuses.filter((status) => status.startsWith('5'));
  const many = faults.includes('5xx') || faults.length > LISTED;
  const shown = many ? [...statuses.filter((status) => !faults.includes(status)), '5xx'] : statuses;
  return either(shown.map((status) => (status === '' ? 'any status' : status.replace(/^4xx/, 'any 4xx'))));
}

/** `400, 409 or 422`. */
export function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** The same, of many only the first. */
function someOf(words: readonly string[]): string {
  if (words.length <= LISTED) return either(words);
  return `${words.slice(0, LISTED - 1).join(', ')} or ${words.length - LISTED + 1} more`;
}
