import { loadStyle } from '../../report/text/style.js';
import type { Io } from '../io.js';
import { type ColorChoice, wantsColor } from '../wants-color.js';
import type { Prompts } from './prompts.js';

/**
 * The way of asking that suits the terminal and the person: redrawn lists, or plain lines for screen readers and for
 * terminals that cannot move a cursor.
 */
export async function openPrompts(
  io: Io,
  { plain = false, color }: { plain?: boolean; color?: ColorChoice },
): Promise<Prompts> {
  if (plain || io.env.TERM === 'dumb') return (await import('./plain-prompts.js')).plainPrompts(io);
  // Questions go to standard error, which is what decides about colour.
  const style = await loadStyle(wantsColor(color, { ...io, stdout: io.stderr }));
  return (await import('./inquirer-prompts.js')).inquirerPrompts(io, style);
}
