import type { Printed } from './printed.js';
import { readPrintedString } from './printed-string.js';

/** Deeper values count as not shown: `console.log` stops at 2, and nothing that a diagnosis asks for is deeper. */
const DEPTH_KEPT = 64;

interface Building {
  value: unknown;
  readonly start: number;
  end: number;
  readonly members: Map<string, Printed>;
  readonly head?: string;
  partial: boolean;
}

interface Open {
  readonly node: Building;
  readonly closer: '}' | ']';
  key: string | undefined;
  count: number;
}

/**
 * Reads the object or error that is printed from an offset on, without recursion: any depth is fine. What is
 * damaged or cut off is left out and makes the value partial.
 * @returns undefined when nothing printed begins there.
 */
export function readPrinted(latin1: string, start: number): Printed | undefined {
  const first = readValue(latin1, start);
  if (!first) return undefined;
  if (!('closer' in first)) return first;
  const root = begin(first, start);
  const open: Open[] = [root];
  let offset = first.end;
  while (open.length > 0 && offset < latin1.length) {
    const current = open.at(-1) as Open;
    const character = latin1[offset] as string;
    if (character === current.closer) {
      offset = close(open, offset + 1);
    } else if (SKIPPED.has(character)) {
      offset++;
    } else {
      offset = readMember(latin1, offset, open, current);
    }
  }
  while (open.length > 0) {
    (open.at(-1) as Open).node.partial = true;
    close(open, latin1.length);
  }
  return root.node;
}

const SKIPPED = new Set([' ', '\n', '\r', '\t', ',']);

function readMember(latin1: string, offset: number, open: Open[], current: Open): number {
  if (current.closer === '}' && current.key === undefined) {
    const key = readKey(latin1, offset);
    if (key) {
      current.key = key.name;
      return key.end;
    }
  }
  const value = readValue(latin1, offset);
  if (!value) return offset + 1;
  if ('closer' in value) open.push(begin(value, offset));
  else attach(current, value);
  return value.end;
}

function begin({ closer, head }: Opening, start: number): Open {
  const node = { value: closer === ']' ? [] : {}, start, end: start, members: new Map(), partial: false };
  return { node: head === undefined ? node : { ...node, head }, closer, key: undefined, count: 0 };
}

function close(open: Open[], end: number): number {
  const { node } = open.pop() as Open;
  node.end = end;
  if (open.length >= DEPTH_KEPT) {
    node.value = undefined;
    node.partial = true;
  }
  const parent = open.at(-1);
  if (parent) attach(parent, node);
  return end;
}

function attach(parent: Open, child: Printed): void {
  const key = parent.key ?? String(parent.count);
  parent.key = undefined;
  parent.count++;
  parent.node.partial ||= child.partial;
  parent.node.members.set(key, child);
  if (child.value === undefined) return;
  Object.defineProperty(parent.node.value, key, {
    value: child.value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const KEY =
  /(?:([A-Za-z_$][\w$]{0,500})|'((?:[^'\\\n]|\\.){0,500})'|"((?:[^"\\\n]|\\.){0,500})"|\[([^\]\n]{1,200})\])(?:: |:(?=\n)| => )/y;

function readKey(latin1: string, offset: number): { name: string; end: number } | undefined {
  KEY.lastIndex = offset;
  const key = KEY.exec(latin1);
  if (!key) return undefined;
  const name = key[1] ?? key[2] ?? key[3] ?? key[4] ?? '';
  return { name: Buffer.from(name, 'latin1').toString(), end: KEY.lastIndex };
}

interface Opening {
  readonly closer: '}' | ']';
  readonly head?: string;
  readonly end: number;
}

/** One scalar, or the beginning of an object, array or error. */
function readValue(latin1: string, offset: number): Printed | Opening | undefined {
  const character = latin1[offset];
  if (character === "'" || character === '"' || character === '`') {
    const { text, end, cut } = readPrintedString(latin1, offset);
    const value = Buffer.from(text.text, 'latin1').toString();
    return { value, text, start: offset, end, partial: cut };
  }
  if (character === '{') return { closer: '}', end: offset + 1 };
  if (character === '[' && /[\s\]]/.test(latin1[offset + 1] ?? ' ')) return { closer: ']', end: offset + 1 };
  return readError(latin1, offset) ?? readClass(latin1, offset) ?? readPlain(latin1, offset);
}

const ERROR_NAME = String.raw`(?:<ref \*\d{1,9}> )?(?:Uncaught )?(?:[A-Za-z_$][\w$.]{0,100})?(?:Error|Exception)(?: \[[\w ]{1,60}\])?`;
const ERROR = new RegExp(String.raw`${ERROR_NAME}(?=: |:?\r?\n)`, 'y');
const STACK_LINE = /[ \t]{0,200}(?:at |\.{3} \d{1,9} lines? matching |(Caused by: ))/y;
const LINES_OF_A_MESSAGE = 12;

/** An error prints as its stack; its other members follow in braces behind the last line. */
function readError(latin1: string, offset: number): Printed | Opening | undefined {
  ERROR.lastIndex = offset;
  if (!ERROR.test(latin1)) return undefined;
  let end = messageEnd(latin1, offset);
  while (end < latin1.length && !latin1.startsWith(' {', end - 2)) {
    STACK_LINE.lastIndex = end + 1;
    const line = STACK_LINE.exec(latin1);
    if (!line) break;
    end = line[1] ? messageEnd(latin1, end + 1) : lineEnd(latin1, end + 1);
  }
  if (latin1.startsWith(' {', end - 2)) return { closer: '}', head: latin1.slice(offset, end - 2), end };
  const head = latin1.slice(offset, end).replace(/,\s*$/, '');
  return { value: {}, head, start: offset, end: offset + head.length, members: new Map(), partial: false };
}

/** End of the last line of a message: the line before the stack, or the only one where no stack follows. */
function messageEnd(latin1: string, offset: number): number {
  const first = lineEnd(latin1, offset);
  let end = first;
  for (let lines = 0; lines < LINES_OF_A_MESSAGE && end < latin1.length; lines++) {
    STACK_LINE.lastIndex = end + 1;
    if (latin1.startsWith(' {', end - 2) || STACK_LINE.test(latin1)) return end;
    end = lineEnd(latin1, end + 1);
  }
  return first;
}

/** Offset of the line feed, or of the end; a carriage return before it does not count. */
function lineEnd(latin1: string, offset: number): number {
  const feed = latin1.indexOf('\n', offset);
  return feed < 0 ? latin1.length : feed;
}

const CLASS =
  /(?:(?:<ref \*\d{1,9}> )?(?:[A-Za-z_$][\w$]{0,100}(?:\(\d{1,12}\))?(?: \([^)\n]{1,100}\))? )?(?:\[[^\]\n]{1,300}\] )?)(?=[{[])/y;

/** `ClientRequest {`, `Object [AxiosHeaders] {`, `[Object: null prototype] {`, `Map(2) {`. */
function readClass(latin1: string, offset: number): Opening | undefined {
  CLASS.lastIndex = offset;
  const found = CLASS.exec(latin1);
  if (!found?.[0]) return undefined;
  const end = CLASS.lastIndex;
  if (latin1[end] === '[' && !/[\s\]]/.test(latin1[end + 1] ?? ' ')) return undefined;
  return { closer: latin1[end] === '{' ? '}' : ']', head: found[0].trim(), end: end + 1 };
}

const BRACKETED = /\[([^\]\n]{1,500})\]/y;
const PLAIN = /(?:[^\n,}\]]|,(?=\S)|[}\]](?=[\w$])){1,5000}/y;

function readPlain(latin1: string, offset: number): Printed | undefined {
  BRACKETED.lastIndex = offset;
  const bracketed = BRACKETED.exec(latin1)?.[1];
  if (bracketed !== undefined) {
    const end = BRACKETED.lastIndex;
    const isError = /^[\w$.]{0,100}(?:Error|Exception)\b/.test(bracketed);
    const partial = !/^(?:\w*Function|class|Getter|Setter|Circular)\b/.test(bracketed);
    return isError
      ? { value: {}, head: bracketed, start: offset, end, members: new Map(), partial: false }
      : { value: undefined, start: offset, end, partial };
  }
  PLAIN.lastIndex = offset;
  const written = PLAIN.exec(latin1)?.[0].trimEnd();
  if (!written) return undefined;
  const end = offset + written.length;
  return { ...plainValue(written), start: offset, end };
}

const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

function plainValue(written: string): Pick<Printed, 'value' | 'partial'> {
  if (LITERALS.has(written)) return { value: LITERALS.get(written), partial: false };
  if (/^-?\d[\d_.]{0,30}(?:e[+-]?\d{1,3})?n?$/.test(written))
    return { value: Number(written.replace(/[_n]/g, '')), partial: false };
  if (/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(written)) return { value: written, partial: false };
  return { value: undefined, partial: /^(?:\.{3} |<)/.test(written) };
}
