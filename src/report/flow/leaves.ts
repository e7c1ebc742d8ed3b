import { general } from '../explain-page.js';
import type { Leaf } from './flow.js';
import type { Cause, Placement } from './placement.js';
import { inOrder } from './placement-groups.js';
import { againWords } from './words.js';

/** The causes of a branch, each once. */
export function leaves(places: readonly Placement[]): Leaf[] {
  const causes = [...new Set([...places].sort(inOrder).map(({ cause }) => cause))];
  return causes.map((cause) => leaf(cause, causes));
}

function leaf(cause: Cause, siblings: readonly Cause[]): Leaf {
  const { id, title, fix, retry, lookAlikes } = cause.page;
  const apart = siblings.flatMap(({ page }) => {
    const how = Object.hasOwn(lookAlikes, page.id) ? lookAlikes[page.id] : undefined;
    return how ? [`unlike ${nameOf(page.id)}: ${general(how)}`] : [];
  });
  const sign = apart.length === 0 && siblings.length > 1 ? strongestSign(cause) : undefined;
  return {
    id,
    title: general(title),
    // Some packs number their fixes.
    first: general(fix[0]?.say ?? '').replace(/^\d+\. /, ''),
    again: againWords(retry),
    apart: sign ? [`shows by: ${sign}`] : apart,
  };
}

/** The sentence of the clue that says most, of those that need no exchange to be read. */
function strongestSign({ match, page }: Cause): string | undefined {
  const says = page.clueSays
    .map((text, index) => ({ text: general(text ?? ''), yes: match.clues[index]?.yes ?? 0 }))
    .filter(({ text, yes }) => yes > 1 && text !== '' && !text.includes('…'))
    .sort((a, b) => b.yes - a.yes);
  return says[0]?.text;
}

/** Causes of one flow are of one pack. */
function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
