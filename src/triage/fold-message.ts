import { looksRandom } from '../exchange/looks-random.js';

/** Longer messages are told by their beginning. */
const LONGEST = 200;

/** What differs from call to call, in the order in which it is looked for: the name of each group is what stands for it. */
const PARTS = [
  String.raw`(?<url>\bhttps?:\/\/[^\s"'<>)]+)`,
  String.raw`(?<email>[\w.+-]+@[\w-]+\.[\w.-]+)`,
  String.raw`(?<time>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)`,
  String.raw`(?<number>(?<![\w.,-])[-.,]?\d[\d.,]*(?![\w-]))`,
  String.raw`(?<id>[\w.,-]*\d[\w,-]*(?:\.\w+)*)`,
  String.raw`(?<word>[A-Za-z]{10,})`,
];
const PART = new RegExp(PARTS.join('|'), 'g');

/**
 * A message without what differs from call to call: `card card_8fK2 not found` as `card {id} not found`, so that the
 * failures of one kind have one message.
 */
export function foldMessage(message: string): string {
  return message
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(PART, (part, ...match) => {
      const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
      if (groups.word) return looksRandom(part) ? '{id}' : part;
      return `{${Object.keys(groups).find((name) => groups[name] !== undefined)}}`;
    })
    .slice(0, LONGEST);
}
