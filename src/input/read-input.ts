import type { Exchange } from '../exchange/exchange.js';
import { type Format, type Reading, UnreadableInput } from './format.js';
import type { Input } from './input.js';

/** Exchanges of one input, as a reader gave them. */
export interface ReadInputResult {
  readonly input: Input;
  readonly exchanges: readonly Exchange[];
}

const BYTES_LOOKED_AT = 4096;

/**
 * Reads an input with the format that is surest of it, and with the next one where that finds nothing to read.
 * @throws UnreadableInput when no format fits, saying what was read, what was expected and what to try.
 */
export function readInput(input: Input, formats: readonly Format[]): Reading & { readonly format: string } {
  let reason = '';
  for (const format of surestFirst(input, formats)) {
    try {
      return { ...format.read(input), format: format.name };
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      reason ||= `It looks like ${format.name}: ${error.message}`;
    }
  }
  throw new UnreadableInput(
    [whatWasRead(input), reason, ...whatWasExpected(formats)].filter(Boolean).join('\n'),
  );
}

/** The format that is surest of an input; undefined where none fits. */
export function surestOf(input: Input, formats: readonly Format[]): Format | undefined {
  return surestFirst(input, formats).next().value ?? undefined;
}

/**
 * The formats that claim an input, surest first. One that cannot be surer than what was found already is not asked:
 * to look for a call in free text costs more than to read most captures.
 */
function* surestFirst(input: Input, formats: readonly Format[]): Generator<Format> {
  const unasked = [...formats].sort((one, other) => other.surest - one.surest);
  let claims: { readonly format: Format; readonly sure: number }[] = [];
  for (;;) {
    for (let [next] = unasked; next && next.surest >= (claims[0]?.sure ?? 0); [next] = unasked) {
      unasked.shift();
      const sure = next.sniff(input);
      if (sure > 0) claims.push({ format: next, sure });
      claims.sort(
        (one, other) => other.sure - one.sure || formats.indexOf(one.format) - formats.indexOf(other.format),
      );
    }
    const [claim, ...others] = claims;
    if (!claim) return;
    claims = others;
    yield claim.format;
  }
}

function whatWasRead({ name, bytes }: Input): string {
  const source = name === '-' ? 'Standard input' : name;
  if (bytes.length === 0) return `${source} is empty.`;
  const size = sizeText(bytes.length);
  const kind = binaryKind(bytes);
  if (kind) return `${source} is ${kind} (${size}).`;
  return `${source} is text (${size})${beginning(bytes)} and holds no HTTP exchange.`;
}

function whatWasExpected(formats: readonly Format[]): string[] {
  const names = formats.map(({ name }) => name).sort();
  return [
    `Expected a captured API call: ${names.join(', ')}.`,
    'Try: curl -sS -v https://api.example.com/… 2>&1 | errdoctor',
  ];
}

const SIGNATURES: readonly (readonly [kind: string, magic: readonly number[]])[] = [
  ['gzip data: unpack it first (gunzip -c FILE | errdoctor)', [0x1f, 0x8b]],
  ['Zstandard data: unpack it first (zstd -dc FILE | errdoctor)', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a ZIP archive: unpack it first', [0x50, 0x4b, 3, 4]],
  ['a packet capture: export its HTTP exchanges as text first', [0xd4, 0xc3, 0xb2, 0xa1]],
  ['a packet capture: export its HTTP exchanges as text first', [0x0a, 0x0d, 0x0d, 0x0a]],
];

/** What bytes are that are no text, as words of a sentence. */
export function binaryKind(bytes: Uint8Array): string | undefined {
  const known = SIGNATURES.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte));
  if (known) return known[0];
  const head = bytes.subarray(0, BYTES_LOOKED_AT);
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1b));
  return controls.length * 20 > head.length || head.includes(0) ? 'binary data' : undefined;
}

/** Plain words only: the input may be nothing but a key. */
function beginning(bytes: Uint8Array): string {
  const [line = ''] = new TextDecoder().decode(bytes.subarray(0, BYTES_LOOKED_AT)).trimStart().split('\n', 1);
  const words = /^(?:[A-Za-z]{1,12}[:,.]?(?=\s|$)\s?){1,5}/.exec(line)?.[0].trim();
  return words ? ` that starts with "${words}"` : '';
}

function sizeText(length: number): string {
  if (length < 1024) return length === 1 ? '1 byte' : `${length} bytes`;
  return length < 1024 ** 2 ? `${Math.round(length / 1024)} KiB` : `${(length / 1024 ** 2).toFixed(1)} MiB`;
}
