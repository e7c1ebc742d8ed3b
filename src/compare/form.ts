import { isStandIn } from '../exchange/stand-in.js';
import { timeFormOf, timeWords } from '../signing/timestamp.js';

/** What is made anew for each call. */
export type Role = 'time' | 'nonce' | 'signature' | 'id' | 'cookie';

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['cookie', /^cookie$/],
  ['signature', /signature|^x-.*-sign$|^sign$|hmac|^sig$|^mac$|content-md5|^digest$/],
  ['time', /timestamp|(?:^|[-_.])(?:date|time|ts)$|(?:sent|created|requested)_?at$/],
  ['nonce', /nonce|^jti$/],
  [
    'id',
    /idempoten|(?:request|correlation|trace|span|message|event|invocation|session)[-_]?id$|^(?:traceparent|tracestate|baggage|b3|sentry-trace|postman-token|newrelic|uber-trace-id|reference|client_?reference)$|^x-(?:b3|datadog|amzn-trace|cloud-trace)-/,
  ],
];

/** What a header, parameter or member of this name holds anew in each call; undefined for what stays. */
export function roleOf(name: string): Role | undefined {
  const plain = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return ROLES.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** How such a value is written; two calls that work write it alike. */
export function formOf(role: Role, value: string): string {
  if (value.trim() === '') return 'empty';
  if (role === 'cookie' || role === 'id') return isStandIn(value) ? 'a stand-in' : 'an id';
  if (role === 'time') return timeWords(timeFormOf(value.trim()));
  if (role === 'nonce') return `${alphabetOf(value)}, ${lengthWords(value.length)}`;
  return value
    .split(/,\s*/)
    .map((part) => {
      const [, name = '', text = ''] = /^([A-Za-z]\w{0,15}=)?(.*)$/s.exec(part) ?? [];
      return /^\d{10,13}$/.test(text)
        ? `${name}${text.length} digits`
        : `${name}${alphabetOf(text)}, ${lengthWords(text.length)}`;
    })
    .join('; ');
}

function lengthWords(length: number): string {
  return `${length} character${length === 1 ? '' : 's'}`;
}

/** Base64 of the same length needs no special character in each value, so both alphabets count as one. */
function alphabetOf(text: string): string {
  if (/^\d+$/.test(text)) return 'digits';
  if (/^[0-9a-f]+$/.test(text)) return 'hex';
  if (/^[0-9A-F]+$/.test(text)) return 'upper-case hex';
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return 'UUID';
  return /^[\w+/-]+=*$/.test(text) ? 'base64' : 'other characters';
}
