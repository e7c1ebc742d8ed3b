import type { Secret } from '../exchange/secret.js';
import { createMask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import type { Io } from './io.js';

/**
 * Writes sentences to standard error. They may quote the command line or the input: control sequences are
 * removed and secrets masked, those that are known and what looks like one.
 */
export async function complain({ stderr }: Io, text: string, secrets: readonly Secret[] = []): Promise<void> {
  if (text !== '') await stderr.write(createMask(secrets).text(stripControls(text)));
}

/** What is said when errdoctor itself broke: one sentence, and the stack only when asked for. */
export function breakdown(error: unknown, verbose: boolean): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  // A SyntaxError of JSON.parse quotes what it read, which may be anything.
  const said = name === 'SyntaxError' ? name : `${name}: ${message}`;
  const how = verbose ? stackLines(stack) : ' Run it again with -v for where it happened.\n';
  return `errdoctor itself broke, your input is not to blame (${said}).${how}`;
}

function stackLines(stack = ''): string {
  const start = stack.indexOf('\n    at ');
  return start < 0 ? '\n' : `${stack.slice(start).trimEnd()}\n`;
}
