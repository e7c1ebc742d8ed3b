import { skimmingCode } from './skimming-code.js';

/** A longer text is rare, and would keep its room. */
const LONGEST = 1024 * 1024;

/**
 * JSON that stands in a string of JSON, as it is written there, without what its lists hold: `[]` stays, all others become
 * `[null]`.
 *
 * @returns undefined where that cannot be told, or where much is left
 */
export function withoutLists(text: Uint8Array): Buffer | undefined {
  if (text.length > LONGEST) return undefined;
  const code = skimmingCode();
  const room = code.roomFor(text.length);
  new Uint8Array(code.memory.buffer, room).set(text);
  const length = code.withoutLists(text.length);
  if (length < 0) return undefined;
  return Buffer.from(Buffer.from(code.memory.buffer, code.shortened.value, length));
}
