import { commandWord } from '../../report/words.js';
import type { Session } from '../../wizard/session.js';

/**
 * The command line that repeats the diagnosis of a conversation, or goes on with it.
 *
 * @param transcript the file it was saved to
 */
export function repeatCommand({ capture }: Session, transcript: string): string {
  const named = capture?.isFile ? [capture.input.name] : [];
  const entry = capture?.isFile && capture.entry > 1 ? ['--entry', String(capture.entry)] : [];
  const words = [...named.map(commandWord), ...entry, '--answers', commandWord(transcript)];
  return ['errdoctor wizard', ...words].join(' ');
}
