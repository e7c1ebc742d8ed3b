import { memberAt } from '../../exchange/json-member.js';
import { inside, type Place, type Span } from '../../exchange/place.js';
import { Stretch } from '../curl/stretch.js';
import { headLine, type Printed, printedAt } from '../inspect/printed.js';
import { stringAt, valueAt } from '../json/json-headers.js';

/** One value of an error object, and where it stands. */
export interface Told {
  readonly value: unknown;
  readonly at: Place;
  /** Of a printed string: its characters where they stand. */
  readonly text?: Stretch | undefined;
  /** Some of it is not shown. */
  readonly partial: boolean;
}

/** An error object of a Node program, however it was written down. */
export interface ErrorTree {
  readonly at: Place;
  get(...path: (string | number)[]): Told | undefined;
  /** The error's own words: those of the object at a path, the error itself without one. */
  message(...path: string[]): Told | undefined;
}

/** An error as JSON.stringify writes it. */
export function jsonTree(value: unknown, document: Span): ErrorTree {
  const get = (...path: (string | number)[]): Told | undefined => {
    const found = memberAt(value, path);
    if (found === undefined) return undefined;
    const at = typeof found === 'string' ? stringAt(document, path) : valueAt(document, path);
    return { value: found, at, partial: false };
  };
  return { at: { spans: [document] }, get, message: (...path) => get(...path, 'message') };
}

/** An error as `console.log` prints it; `latin1` is the input. */
export function printedTree(error: Printed, latin1: string): ErrorTree {
  const { start, end } = error;
  return {
    at: { spans: [{ start, end }] },
    get: (...path) => {
      const found = printedAt(error, path);
      return found?.value === undefined ? undefined : told(found);
    },
    message: (...path) => {
      const found = printedAt(error, path);
      return found && (headMessage(found, latin1) ?? messageMember(found));
    },
  };
}

function told(printed: Printed): Told {
  const { value, text, start, end, partial } = printed;
  return { value, text, partial, at: text ? text.place : membersPlace(printed, { start, end }) };
}

/** A printed object is no JSON: its members are pointed at by name. */
function membersPlace({ members }: Printed, span: Span): Place {
  if (!members?.size) return { spans: [span] };
  const parts = [...members].map(([name, { start, end }]) => [name, [start - span.start, end - span.start]]);
  return inside({ spans: [span] }, { parts: Object.fromEntries(parts) });
}

/** The first lines of a stack, without the name of the error's class. */
function headMessage(printed: Printed, latin1: string): Told | undefined {
  const { head } = printed;
  if (!head || !/(?:Error|Exception)\b/.test(headLine(printed))) return undefined;
  const message = head.slice(0, head.search(STACK)).trimEnd();
  const name = /^[^:\n]{0,200}?: /.exec(message)?.[0].length ?? 0;
  const closing = message.startsWith('[') && message.endsWith(']') ? 1 : 0;
  const from = latin1.indexOf(head.slice(0, 200), printed.start) + name;
  const text = Stretch.of(latin1, from, from + message.length - name - closing);
  return { value: utf8(text.text), text, at: text.place, partial: false };
}

const STACK = /\r?\n[ \t]*(?:at |\.{3} \d|Caused by: )|$/;

function messageMember({ members }: Printed): Told | undefined {
  const message = members?.get('message');
  return message?.text && told(message);
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString();
}
