import type { Recorder } from '../../exchange/exchange.js';
import { fieldNames } from '../json/json-headers.js';
import type { HarEntry, HarFile } from './har-entry.js';

/** The program that wrote a HAR, as `log.creator` names it. */
export interface HarCreator {
  readonly name?: string;
  readonly version?: string;
}

const DROPPED_BY_CHROMIUM = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/**
 * Chromium's export drops cookies and `Authorization` unless "with sensitive data" is chosen, and does not say
 * so. Its version number does not tell either (it is WebKit's), so a file without any such field counts as sanitised.
 *
 * @param creator undefined where it is not known yet: it may be Chromium
 * @param entries all of the file, or the first of many; asked for only where they decide
 */
export function harFile(creator: HarCreator | undefined, entries: Iterable<HarEntry>): HarFile {
  const mayBe = creator === undefined || creator.name === 'WebInspector';
  const sanitised = mayBe && !anyHoldsSensitiveField(entries);
  const recorder: Recorder = {
    name: `HAR (${[creator?.name, creator?.version].filter(Boolean).join(' ') || 'unknown program'})`,
    captureMore: sanitised
      ? 'developer tools → Settings → Network → allow HAR with sensitive data, then export again'
      : 'curl -sS -v … 2>&1 | errdoctor',
  };
  return { recorder, hidden: sanitised ? DROPPED_BY_CHROMIUM : new Set() };
}

function anyHoldsSensitiveField(entries: Iterable<HarEntry>): boolean {
  for (const { request, response } of entries) {
    const names = [...fieldNames(request?.headers), ...fieldNames(response?.headers)];
    if (names.some((name) => DROPPED_BY_CHROMIUM.has(name.toLowerCase()))) return true;
  }
  return false;
}
