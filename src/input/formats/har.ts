import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { type HarEntry, readHarEntry } from '../har/har-entry.js';
import { type HarCreator, harFile } from '../har/har-file.js';
import { joinHops } from '../har/har-hops.js';
import { isHttp, isMislabelled, parsed, parseEntry } from '../har/parse-entry.js';
import type { Input } from '../input.js';
import type { Member } from '../json/json-bytes.js';
import { isObject } from '../json/json-headers.js';
import { jsonOf } from '../locate.js';

/** HTTP Archive 1.2, of browsers, proxies and API clients. Also read up to where it is cut. */
const har: Format = {
  name: 'HAR',
  example:
    'browser: developer tools → Network → export HAR (with sensitive data), then: errdoctor session.har',
  surest: 1,

  sniff(input) {
    return entriesOf(input) ? 1 : 0;
  },

  read(input): Reading {
    const list = entriesOf(input);
    if (!list) throw new UnreadableInput(`${input.name} has no log.entries.`);
    const problems: string[] = [];
    const entries = readEntries(input, list, problems);
    const file = harFile(
      creatorOf(input),
      entries.map(({ entry }) => entry),
    );
    const onNetwork = entries.filter(({ entry }) => isHttp(entry));
    if (onNetwork.length < entries.length) {
      const count = entries.length - onNetwork.length;
      problems.push(
        `${count} ${count === 1 ? 'entry is' : 'entries are'} not HTTP (data:, blob:, …) and left out.`,
      );
    }
    const exchanges = onNetwork.map(({ entry, span }) => readHarEntry(entry, span, file));
    const mislabelled = onNetwork.filter(({ entry }) => isMislabelled(entry)).length;
    if (mislabelled > 0) {
      const are = mislabelled === 1 ? '1 body is' : `${mislabelled} bodies are`;
      problems.push(`${are} said to be base64 and none; the text was read as it stands.`);
    }
    if (entries.length === 0 && problems.length === 0) problems.push('The HAR holds no entries.');
    return { exchanges: [...joinHops(exchanges)], problems };
  },
};

export default har;

const BYTES_SNIFFED = 65536;

function entriesOf(input: Input): Member | undefined {
  const log = logOf(input);
  const entries = log && jsonOf(input).container(log.start, log.end)?.members.get('entries');
  return entries && jsonOf(input).isArray(entries.start) ? entries : undefined;
}

/** Whether an input that begins so is a HAR, also where its entries come later. */
export function beginsLikeHar(beginning: Input): boolean {
  const log = logOf(beginning);
  if (!log || jsonOf(beginning).isArray(log.start)) return false;
  return !log.whole || entriesOf(beginning) !== undefined;
}

function logOf(input: Input): Member | undefined {
  const json = jsonOf(input);
  const limit = input.bytes.length;
  const start = json.skipSpace(0, limit);
  // Looked for before anything is scanned, because most inputs are no HAR.
  const beginning = { start, end: Math.min(start + BYTES_SNIFFED, limit) };
  if (json.isArray(start) || !/"log"\s*:/.test(input.text(beginning))) return undefined;
  const log = json.container(start, limit)?.members.get('log');
  return log && json.isContainer(log.start) ? log : undefined;
}

interface ReadEntry {
  readonly entry: HarEntry;
  readonly span: Span;
}

function readEntries(input: Input, list: Member, problems: string[]): ReadEntry[] {
  const found = jsonOf(input).container(list.start, list.end);
  const read: ReadEntry[] = [];
  let whole = 0;
  let number = 0;
  for (const member of found?.members.values() ?? []) {
    number++;
    if (!member.whole && number > 1) continue;
    const entry = parseEntry(input, member);
    if (entry) read.push({ entry, span: { start: member.start, end: member.end } });
    if (entry && member.whole) whole++;
    else if (member.whole) problems.push(`Entry ${number} is not valid JSON and was left out.`);
  }
  if (!found?.whole) problems.unshift(cutSentence(input, list, whole));
  return read;
}

function cutSentence(input: Input, { end }: Member, whole: number): string {
  const { line, column } = input.position(end);
  const read = whole === 1 ? '1 whole entry was read' : `${whole} whole entries were read`;
  return `The HAR is cut off at line ${line}, column ${column}: ${read}.`;
}

function creatorOf(input: Input): HarCreator {
  const log = logOf(input);
  const creator = log && jsonOf(input).container(log.start, log.end)?.members.get('creator');
  const value = creator && parsed(input, creator);
  return isObject(value) ? value : {};
}
