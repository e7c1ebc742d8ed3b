import { commonWords, shortener } from './common-words.js';
import { compilePacks, type PackSource } from './compile-packs.js';
import type { PackParts } from './compiled.js';
import type { Piece } from './packed-together.js';
import { INDEX, partName, WORDS } from './shipped-rules.js';
import { writeRule } from './write-rule.js';

/** Packs go together up to so much text. */
const PIECE = 80_000;

/**
 * What ships of the packs, in the order in which it is asked for: the index and the words that are shortened in all
 * that follows; of each pack the parts for a diagnosis and its words, longest first because those are the packs that
 * most calls need; what only pages tell.
 */
export function shippedPieces(sources: readonly PackSource[]): readonly Piece[] {
  const { index, packs } = compilePacks(sources);
  const full = sources.map((source) => writePack(source, packs[source.id] as PackParts));
  const words = commonWords(full.flatMap((pack) => Object.values(pack)));
  const shorten = shortener(words);
  const shortened = sources.map(({ id }, number) => {
    const { match = '', text = '', pages = '' } = full[number] ?? {};
    return { id, match: shorten(match), text: shorten(text), pages: shorten(pages) };
  });
  const pieces: Record<string, string>[] = [{ [INDEX]: asciiJson(index), [WORDS]: words.join(' ') }];
  const pages: Record<string, string> = {};
  let room = 0;
  const size = ({ match, text }: { match: string; text: string }) => match.length + text.length;
  for (const pack of shortened.sort((one, other) => size(other) - size(one))) {
    if (room <= 0) {
      pieces.push({});
      room = PIECE;
    }
    const { id } = pack;
    Object.assign(pieces.at(-1) as Piece, {
      [partName(id, 'match')]: pack.match,
      [partName(id, 'text')]: pack.text,
    });
    pages[partName(id, 'pages')] = pack.pages;
    room -= size(pack);
  }
  return [...pieces, pages];
}

/**
 * A pack as the texts that ship, in full: of each part the first line is JSON of all but the rules, then comes a line a
 * rule. ASCII alone, because Node reads that several times faster.
 */
export function writePack({ rules }: PackSource, parts: PackParts): Record<keyof PackParts, string> {
  const written = rules.map(({ id, rule }) => writeRule(id, rule));
  const write = (part: keyof PackParts) => {
    const { rules: _, ...head } = parts[part];
    return [head, ...written.map((rule) => rule[part])].map(asciiJson).join('\n');
  };
  return { match: write('match'), text: write('text'), pages: write('pages') };
}

/** JSON without any character beyond ASCII. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
