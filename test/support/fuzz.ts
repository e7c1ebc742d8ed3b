import { loadEngine } from '../../src/causes/engine.js';
import { maskFor } from '../../src/mask-for.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { UnreadableInput } from '../../src/input/format.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import { CANARY } from './corpus.js';

/** A generator of numbers below a limit, always the same for a seed (xorshift, 32 bits). */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** What breaks readers: brackets, quotes, marks of formats, controls, halves of characters, names of prototypes. */
const ODDITIES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  '\\u',
  '\n',
  '\r\n',
  '\0',
  '\u001b[31m',
  ',',
  ':',
  ' ',
  '\t',
  '…',
  '***',
  '> ',
  '< HTTP/1.1 500\n',
  '* ',
  'curl: (28) ',
  'HTTP/1.1 100 Continue\r\n\r\n',
  '"__proto__":{"a":1},',
  '"constructor":null,',
  'Content-Length: 99999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'ffffffff\r\n',
  '{"level":50,"msg":"',
  'x'.repeat(5000),
  '{"a":'.repeat(300),
  '[truncated]',
  ' stdout P ',
  '-1',
  '1e999',
].map((text) => Buffer.from(text));
const BYTES = [Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xfe, 0xff]), Buffer.from([0x80])];
const INSERTED = [...ODDITIES, ...BYTES];

/** A capture with up to five damages: bytes changed, cut, doubled, inserted, or taken from another capture. */
export function mutated(captures: readonly Buffer[], below: (limit: number) => number): Buffer {
  const pick = <Item>(list: readonly Item[]) => list[below(list.length)] as Item;
  let bytes = Buffer.from(pick(captures));
  for (let left = below(5); left >= 0; left--) {
    const from = below(bytes.length + 1);
    const to = Math.min(bytes.length, from + below(60));
    const before = bytes.subarray(0, from);
    const kind = below(6);
    if (kind === 0) bytes = Buffer.concat([before, Buffer.from([below(256)]), bytes.subarray(from + 1)]);
    else if (kind === 1) bytes = Buffer.concat([before, bytes.subarray(to)]);
    else if (kind === 2) bytes = Buffer.concat([before, bytes.subarray(from, to), bytes.subarray(from)]);
    else if (kind === 3) bytes = Buffer.concat([before, pick(INSERTED), bytes.subarray(from)]);
    else if (kind === 4) bytes = Buffer.concat([before, pick(captures).subarray(0, below(800))]);
    else bytes = Buffer.from(before);
  }
  return bytes;
}

const engine = await loadEngine({ all: true });
const outputs = await Promise.all(Object.values(outputFormats).map(async (load) => (await load()).default));
const packs = [...engine.store.packs.values()].map(({ settings }) => settings);
const WHOLE = new RegExp(`(?<!\\w)${CANARY}(?!\\w)`, 'g');
const SECRET = '5f2c9a71d04b8e36';

/**
 * Reads, diagnoses and prints a capture in every format.
 * @returns how it failed, if it did: with anything but UnreadableInput, or by printing the planted key.
 */
export async function faultOf(capture: Uint8Array): Promise<string | undefined> {
  const input = new Input('capture', capture);
  let exchanges: ReturnType<typeof readInput>['exchanges'];
  try {
    exchanges = readInput(input, formats).exchanges;
  } catch (error) {
    if (!(error instanceof UnreadableInput)) return String((error as Error).stack);
    return error.message.includes(SECRET) ? 'the complaint shows the key' : undefined;
  }
  try {
    const read = [{ input, exchanges }];
    const { report } = await diagnoseInputs(engine, read, { all: true });
    const context = { inputs: new Map([[input.name, input]]), mask: maskFor(read, packs), color: false };
    // A key that lost its own beginning, or the end of the word before it, is no longer known for one.
    const isKnown = !input.text().replace(WHOLE, '').includes(SECRET);
    for (const output of outputs) {
      const text = await output.render(report, { ...context, width: 80, all: true, limit: 10 });
      if (isKnown && text.includes(SECRET)) return `the report shows the key: ${text.slice(0, 2000)}`;
    }
  } catch (error) {
    return String((error as Error).stack);
  }
  return undefined;
}

/** Mutates captures many times over; gives the first fault with the capture that brings it about. */
export async function fuzz(captures: readonly Buffer[], times: number, seed: number): Promise<string[]> {
  const below = randomBelow(seed);
  for (let count = 0; count < times; count++) {
    const capture = mutated(captures, below);
    const fault = await faultOf(capture);
    if (fault) return [`mutation ${count}`, fault, capture.toString('latin1').slice(0, 4000)];
  }
  return [];
}
