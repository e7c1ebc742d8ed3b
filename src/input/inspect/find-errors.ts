import type { Printed } from './printed.js';
import { readPrinted } from './read-printed.js';

const HEAD = /(?<![\w.$[])(?:<ref \*\d{1,9}> )?(?:[A-Z]\w{0,60})?(?:Error|Exception)(?: \[[\w ]{1,60}\])?: /g;

/** The errors that a text shows as `console.log` or an uncaught exception prints them, in order. */
export function findPrintedErrors(latin1: string): Printed[] {
  const found: Printed[] = [];
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(latin1); head; head = HEAD.exec(latin1)) {
    const error = readPrinted(latin1, head.index);
    if (!error) continue;
    found.push(error);
    HEAD.lastIndex = Math.max(error.end, HEAD.lastIndex);
  }
  return found;
}
