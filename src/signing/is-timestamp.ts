import type { Atom, Scheme } from './scheme.js';

/** Whether an atom names the place from which the scheme's timestamp is read: some descriptions do so directly. */
export function isTimestamp(atom: Atom, { time }: Scheme): boolean {
  return time !== undefined && typeof time.from === 'object' && placeOf(time.from) === placeOf(atom);
}

function placeOf(atom: Atom): string {
  if ('header' in atom) return `header ${atom.header.toLowerCase()}`;
  const [place] = Object.entries(atom).filter(([name]) => name !== 'then');
  return JSON.stringify(place);
}
