import type { Case } from './exchange.js';
import type { Writer } from './writer.js';

/** Whether these bytes of a capture are the planted text, as this recorder writes it down. */
export function pointsAt(
  bytes: Uint8Array,
  { texts, part }: Case['planted'],
  { splits }: Pick<Writer, 'splits'>,
): boolean {
  const found = Buffer.from(bytes).toString();
  if (found === '') return false;
  return texts.some((text) => {
    if (unescaped(found) === text) return true;
    // A client's words stand behind `curl: (NN) ` or `Error: `, and a recorder may keep only some of them.
    if (part === 'client-words') return found.includes(text) || text.includes(found);
    return splits === true && (text.startsWith(found) || hex(text).startsWith(found.toLowerCase().trim()));
  });
}

function unescaped(found: string): string {
  try {
    return String(JSON.parse(`"${found}"`));
  } catch {
    return found;
  }
}

function hex(text: string): string {
  return Buffer.from(text)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
}
