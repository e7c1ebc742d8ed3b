import type { Exchange } from '../exchange/exchange.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { type ReadInputResult, readInput } from '../input/read-input.js';
import { type Case, type Recording, settle, state } from './case.js';

/** What positions call the text that a conversation begins with; what follows it is numbered, or one would be quoted for the other. */
export const PASTED = 'pasted text';

/** What somebody pasted or typed about a call. */
export interface Pasted {
  readonly read: ReadInputResult;
  /** The pack that the words name, where they name one. */
  readonly provider: string | undefined;
  /** A status among the words of somebody who tells of a call instead of showing it. */
  readonly status: number | undefined;
}

/**
 * Reads whatever was pasted: a capture in any form, or words such as "a 403 from Acme". What nobody can read has no exchanges.
 *
 * @param name what positions call the text
 * @param packs id → name of the packs that the words may name
 */
export function readPasted(name: string, bytes: Uint8Array, packs: ReadonlyMap<string, string>): Pasted {
  const input = new Input(name, bytes);
  const text = new TextDecoder().decode(bytes.subarray(0, READ_AS_WORDS));
  let exchanges: readonly Exchange[] = [];
  try {
    exchanges = readInput(input, formats).exchanges;
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
  }
  return { read: { input, exchanges }, provider: namedIn(text, packs), status: statusIn(text) };
}

/** Beyond that nobody tells of a call in words. */
const READ_AS_WORDS = 2000;

/** More than that is no sentence but a capture, which says itself what is a status. */
const SENTENCE = 200;

function statusIn(text: string): number | undefined {
  const said =
    text.trim().length > SENTENCE || /[\n{]/.test(text.trim())
      ? undefined
      : /(?<!\bport )(?<![\w.:])[1-5]\d\d(?![\w.%])/i.exec(text)?.[0];
  return said === undefined ? undefined : Number(said);
}

/** The only pack whose id, or whose name's first word, stands in the words of a text. */
function namedIn(text: string, packs: ReadonlyMap<string, string>): string | undefined {
  // A long text is a capture, and its hosts tell the provider.
  const words = new Set(
    text
      .slice(0, 500)
      .toLowerCase()
      .match(/[\p{L}\p{N}-]+/gu),
  );
  const named = [...packs].filter(([id, name]) =>
    [id, name.split(/\s/)[0] ?? id].some((one) => words.has(one.toLowerCase())),
  );
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** The case after its answer was pasted or typed: a body or a whole capture, an error code, or the words of a message. */
export function withAnswer(one: Case, text: string): Case {
  const then = settle(one, 'answer');
  const said = text.trim();
  if (/^[A-Za-z][\w.-]*$/.test(said)) return state(then, { code: said });
  const { read } = readPasted('answer', Buffer.from(text), new Map());
  const [exchange] = read.exchanges;
  const isCapture = exchange && (exchange.response?.body.is === 'bytes' || exchange.request);
  if (isCapture && /[\n{<]/.test(said)) return withPasted(then, { input: read.input, entry: 1, exchange });
  return state(then, { message: said.replace(/\s+/g, ' ').slice(0, 2000) });
}

/** The case with what it lacks from a further recording of the call. */
export function withPasted(one: Case, recording: Recording): Case {
  return { ...one, pasted: [...one.pasted, recording] };
}
