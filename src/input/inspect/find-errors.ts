import type { Printed } from './printed.js';
import { readPrinted } from './read-printed.js';

const NAME = String.raw`(?:[A-Z]\w{0,60})?(?:Error|Exception)(?: \[[\w ]{1,60}\])?: `;
/** Without a stack an error prints in brackets; with neither stack nor members it tells too little. */
const HEAD = new RegExp(
  String.raw`(?<![\w.$[])(?:<ref \*\d{1,9}> )?${NAME}|\[(?=${NAME}[^\]\n]{0,300}\] \{)`,
  'g',
);

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
