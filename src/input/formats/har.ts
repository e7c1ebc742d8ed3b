import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { type HarEntry, type HarFile, readHarEntry } from '../har/har-entry.js';
import { joinHops } from '../har/har-hops.js';
import type { Input } from '../input.js';
import { base64Bytes } from '../json/base64.js';
import type { Member } from '../json/json-bytes.js';
import { fieldNames, isObject } from '../json/json-headers.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
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
    const file = fileOf(input, entries);
    const onNetwork = entries.filter(({ entry }) => isHttp(entry));
    if (onNetwork.length < entries.length) {
      const count = entries.length - onNetwork.length;
      problems.push(
        `${count} ${count === 1 ? 'entry is' : 'entries are'} not HTTP (data:, blob:, …) and left out.`,
      );
    }
    const exchanges = onNetwork.map(({ entry, span }): Exchange => readHarEntry(entry, span, file));
    const mislabelled = onNetwork.filter(({ entry }) => isMislabelled(entry)).length;
    if (mislabelled > 0) {
      const are = mislabelled === 1 ? '1 body is' : `${mislabelled} bodies are`;
      problems.push(`${are} said to be base64 and none; the text was read as it stands.`);
    }
    if (entries.length === 0 && problems.length === 0) problems.push('The HAR holds no entries.');
    return { exchanges: joinHops(exchanges), problems };
  },
};

export default har;

const BYTES_SNIFFED = 65536;

interface ReadEntry {
  readonly entry: HarEntry;
  readonly span: Span;
}

function entriesOf(input: Input): Member | undefined {
  const log = logOf(input);
  const entries = log && jsonOf(input).container(log.start, log.end)?.members.get('entries');
  return entries && jsonOf(input).isArray(entries.start) ? entries : undefined;
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

/** Each entry is parsed by itself: quicker than the whole file, and a broken one stops nothing. */
function readEntries(input: Input, list: Member, problems: string[]): ReadEntry[] {
  const found = jsonOf(input).container(list.start, list.end);
  const read: ReadEntry[] = [];
  let whole = 0;
  let number = 0;
  for (const { start, end, whole: isWhole } of found?.members.values() ?? []) {
    number++;
    const span = { start, end };
    const entry = isWhole ? parse(input, span) : undefined;
    if (isObject(entry)) {
      whole++;
      read.push({ entry, span });
    } else if (isWhole) problems.push(`Entry ${number} is not valid JSON and was left out.`);
    else if (number === 1) {
      const part = parseLeniently(input.bytes, checkJson(input.bytes, start, end), start);
      if (isObject(part)) read.push({ entry: part, span });
    }
  }
  if (!found?.whole) problems.unshift(cutSentence(input, list, whole));
  return read;
}

function cutSentence(input: Input, { end }: Member, whole: number): string {
  const { line, column } = input.position(end);
  const read = whole === 1 ? '1 whole entry was read' : `${whole} whole entries were read`;
  return `The HAR is cut off at line ${line}, column ${column}: ${read}.`;
}

function parse(input: Input, span: Span): unknown {
  try {
    return JSON.parse(input.text(span));
  } catch {
    return undefined;
  }
}

function isMislabelled({ response }: HarEntry): boolean {
  const { encoding, text } = response?.content ?? {};
  return encoding === 'base64' && typeof text === 'string' && base64Bytes(text) === undefined;
}

function isHttp({ request }: HarEntry): boolean {
  return !/^(?:data|blob|file|about|[a-z-]+-extension):/i.test(request?.url ?? '');
}

const DROPPED_BY_CHROMIUM = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/**
 * Chromium's export drops cookies and `Authorization` unless "with sensitive data" is chosen, and does not say
 * so. Its version number does not tell either (it is WebKit's), so a file without any such field counts as sanitised.
 */
function fileOf(input: Input, entries: readonly ReadEntry[]): HarFile {
  const creator = creatorOf(input);
  const sanitised =
    creator.name === 'WebInspector' && !entries.some(({ entry }) => holdsSensitiveField(entry));
  const recorder: Recorder = {
    name: `HAR (${[creator.name, creator.version].filter(Boolean).join(' ') || 'unknown program'})`,
    captureMore: sanitised
      ? 'developer tools → Settings → Network → allow HAR with sensitive data, then export again'
      : 'curl -sS -v … 2>&1 | errdoctor',
  };
  return { recorder, hidden: sanitised ? DROPPED_BY_CHROMIUM : new Set() };
}

function holdsSensitiveField({ request, response }: HarEntry): boolean {
  const names = [...fieldNames(request?.headers), ...fieldNames(response?.headers)];
  return names.some((name) => DROPPED_BY_CHROMIUM.has(name.toLowerCase()));
}

function creatorOf(input: Input): { name?: string; version?: string } {
  const log = logOf(input);
  const creator = log && jsonOf(input).container(log.start, log.end)?.members.get('creator');
  const value = creator && parse(input, creator);
  return isObject(value) ? value : {};
}
