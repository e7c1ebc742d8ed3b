import type { TransportKind } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { Stretch } from '../curl/stretch.js';
import { transportKind } from '../transport-words.js';

/**
 * What the patterns of a client's messages name in their groups (flag `d`): method, url (or host, port, path), status,
 * reason, the beginning of the body, and the words for a failure without an answer.
 */
export type Part =
  | 'method'
  | 'url'
  | 'scheme'
  | 'host'
  | 'port'
  | 'path'
  | 'status'
  | 'reason'
  | 'body'
  | 'exit'
  | 'says';

/** The parts that were found, the first that tells one wins. */
export type Parts = ReadonlyMap<Part, Stretch>;

/** More than any message about one call. */
const READ = 64 * 1024;

/** Matches patterns in some stretches of a text with one character per byte. */
export function findParts(latin1: string, texts: readonly Span[], patterns: readonly RegExp[]): Parts {
  const found = new Map<Part, Stretch>();
  for (const { start, end } of texts) {
    const text = latin1.slice(start, Math.min(end, start + READ));
    for (const pattern of patterns) {
      for (const [name, range] of Object.entries(pattern.exec(text)?.indices?.groups ?? {})) {
        const part = name as Part;
        if (!range || found.has(part)) continue;
        // A body is only known to begin there.
        const to = part === 'body' ? text.length : range[1];
        found.set(part, Stretch.of(latin1, start + range[0], start + to));
      }
    }
  }
  return found;
}

/** What kind of failure the words mean; names of hosts and paths in them mean nothing. */
export function failureKind(says: string, parts: Parts): TransportKind {
  const names = (['host', 'path', 'url'] as const).map((part) => parts.get(part)?.text ?? '');
  const words = names.reduce((rest, name) => (name.length > 3 ? rest.replaceAll(name, '') : rest), says);
  return transportKind(words.replace(/https?:\/\/[^\s"')]{1,2048}|\bConnection\{[^}\n]{0,500}\}/g, ''));
}
