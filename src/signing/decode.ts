import type { Encoding, Scheme } from './scheme.js';
import { decodeUri } from './uri.js';

/** A signature as sent, decoded: the bytes that a digest is compared with. */
export interface Target {
  /** A byte string. */
  readonly bytes: string;
  /** How its writing differs from the documented one. */
  readonly mistakes: readonly { readonly id: string; readonly detail: string }[];
}

const SHORTEST = 10;

/**
 * All readings of a signature's text, the documented one first: encodings then need no digest of their own. Readings
 * of fewer than 80 bits are left out, because they would prove nothing.
 */
export function targetsOf(text: string, { encode }: Scheme): Target[] {
  const documented = typeof encode === 'string' ? [encode] : encode;
  const targets: Target[] = [];
  const add = (bytes: string, ...mistakes: Target['mistakes'][number][]) => {
    if (bytes.length < SHORTEST) return;
    const rival = targets.findIndex((target) => target.bytes === bytes);
    if (rival < 0) targets.push({ bytes, mistakes });
    else if ((targets[rival] as Target).mistakes.length > mistakes.length)
      targets[rival] = { bytes, mistakes };
  };
  for (const [value, mangled] of forms(text)) {
    for (const [bytes, mistakes] of readings(value, documented)) add(bytes, ...mangled, ...mistakes);
  }
  return targets.sort((a, b) => a.mistakes.length - b.mistakes.length);
}

type Named = Target['mistakes'];

function* forms(text: string): Generator<[string, Named]> {
  yield [text, []];
  const unquoted = text.trim().replace(/^["'](.*)["']$/s, '$1');
  if (unquoted !== text) yield [unquoted, [{ id: 'enc-prefix', detail: 'in quotes or between spaces' }]];
  if (unquoted.includes(' '))
    yield [unquoted.replaceAll(' ', '+'), [{ id: 'enc-url', detail: 'with + turned into a space' }]];
  const [, label, digits = ''] = /^([\w-]*\(stdin\)=|hex(?:digest)?:)\s*([0-9a-f]+)$/i.exec(unquoted) ?? [];
  if (label)
    yield [digits, [{ id: 'enc-prefix', detail: `"${label}" before it, as a command line prints it` }]];
  if (/%[0-9a-f]{2}/i.test(unquoted)) {
    const once = decodeUri(unquoted);
    yield [once, [{ id: 'enc-url', detail: 'percent-encoded' }]];
    if (/%[0-9a-f]{2}/i.test(once))
      yield [decodeUri(once), [{ id: 'enc-url', detail: 'percent-encoded twice' }]];
  }
}

function* readings(text: string, documented: readonly Encoding[]): Generator<[string, Named]> {
  const upper = /[A-F]/.test(text) && !/[a-f]/.test(text);
  if (isHex(text)) {
    const bytes = Buffer.from(text, 'hex').toString('latin1');
    if (!documented.includes('hex'))
      yield [bytes, [{ id: 'enc-hex-vs-base64', detail: `hex in place of ${documented[0]}` }]];
    else if (upper) yield [bytes, [{ id: 'enc-hex-case', detail: 'upper-case hex' }]];
    else if (/[A-F]/.test(text)) yield [bytes, [{ id: 'enc-hex-case', detail: 'hex in mixed case' }]];
    else yield [bytes, []];
    const inner = Buffer.from(text, 'hex').toString('latin1');
    if (isHex(inner))
      yield [
        Buffer.from(inner, 'hex').toString('latin1'),
        [{ id: 'enc-hex-vs-base64', detail: 'hex of the hex text' }],
      ];
    else if (isBase64(inner) && inner.length >= 24)
      yield [
        Buffer.from(inner, 'base64').toString('latin1'),
        [{ id: 'enc-hex-vs-base64', detail: 'hex of the base64 text' }],
      ];
  }
  if (!isBase64(text)) return;
  const whole = Buffer.from(text, 'base64').toString('latin1');
  const ended = whole.replace(/(?<=^[0-9a-f]{20,})\r?\n$/i, '');
  // A line break after hex digits is no part of a digest: `openssl dgst | base64` encodes the one that is printed.
  const decoded = isHex(ended) ? ended : whole;
  const url = /[-_]/.test(text);
  const padded = text.length % 4 === 0;
  const neutral = !/[-_+/]/.test(text);
  if (documented.includes('base64url') && (url || neutral)) yield [decoded, []];
  if (documented.includes('base64')) {
    if (url) yield [decoded, [{ id: 'enc-base64url', detail: 'in the URL alphabet' }]];
    else yield [decoded, padded ? [] : [{ id: 'enc-base64url', detail: 'without padding' }]];
  } else if (documented.includes('base64url')) {
    yield [decoded, [{ id: 'enc-base64url', detail: 'in the plain base64 alphabet' }]];
  } else {
    yield [decoded, [{ id: 'enc-hex-vs-base64', detail: `${url ? 'base64url' : 'base64'} in place of hex` }]];
  }
  if (isHex(decoded)) {
    const upperInside = /[A-F]/.test(decoded) ? 'upper-case ' : '';
    yield [
      Buffer.from(decoded, 'hex').toString('latin1'),
      [
        {
          id: 'enc-base64-of-hex',
          detail: `base64 of the ${upperInside}hex text${decoded === whole ? '' : ' and the line break after it'}`,
        },
      ],
    ];
  } else if (isBase64(decoded) && decoded.length >= 24) {
    yield [
      Buffer.from(decoded, 'base64').toString('latin1'),
      [{ id: 'enc-base64-of-hex', detail: 'base64 of the base64 text' }],
    ];
  }
}

function isHex(text: string): boolean {
  return text.length >= 2 * SHORTEST && text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text);
}

function isBase64(text: string): boolean {
  return text.length >= 14 && /^[\w+/-]+={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
}
