import { loadStyle, type Style } from '../../report/text/style.js';
import type { Io } from '../io.js';
import { type ColorChoice, wantsColor } from '../wants-color.js';
import type { Prompts } from './prompts.js';

/** How a person is asked, and how what stands above a question has to look there. */
export interface WayOfAsking {
  readonly prompts: Prompts;
  readonly style: Style;
  /** Words alone: no bars, no colour. */
  readonly plain: boolean;
}

/**
 * The way of asking that suits the terminal and the person: redrawn lists, or plain lines for screen readers and for
 * terminals that cannot move a cursor.
 */
export async function openPrompts(
  io: Io,
  options: { plain?: boolean; color?: ColorChoice },
): Promise<WayOfAsking> {
  const plain = options.plain || io.env.TERM === 'dumb';
  // Questions go to standard error, which is what decides about colour.
  const style = await loadStyle(!plain && wantsColor(options.color, { ...io, stdout: io.stderr }));
  const prompts = plain
    ? (await import('./plain-prompts.js')).plainPrompts(io)
    : (await import('./inquirer-prompts.js')).inquirerPrompts(io, style);
  return { prompts, style, plain };
}
