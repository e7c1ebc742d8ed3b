import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';

/** JSON on a line, and between which offsets it stands. */
export interface LineJson {
  readonly value: unknown;
  readonly from: number;
  readonly to: number;
  /** It is the content of a JSON string, whose quotes stand at these offsets. */
  readonly quoted: boolean;
  /** The line ends before the value does: members after the cut are missing. */
  readonly cut: boolean;
}

/** Prefixes are shorter: time, host, container and pod, RFC 5424 structured data. */
const PREFIX = 1024;
const TRIED = 4;

/** The first JSON object of a line (one character per byte), behind whatever a container runtime or syslog put before it. */
export function jsonInLine(line: string): LineJson | undefined {
  let from = line.indexOf('{');
  for (let tried = 0; tried < TRIED && from >= 0 && from <= PREFIX; tried++) {
    const found = line[from - 1] === '"' ? quotedJson(line, from - 1) : plainJson(line, from);
    if (found) return found;
    from = line.indexOf('{', from + 1);
  }
  return undefined;
}

function plainJson(line: string, from: number): LineJson | undefined {
  if (!/^\{\s*["}]/.test(line.slice(from, from + 64))) return undefined;
  const bytes = Buffer.from(line.slice(from), 'latin1');
  const syntax = checkJson(bytes);
  if (syntax.is === 'malformed' || (syntax.is === 'cut' && syntax.keep <= 1)) return undefined;
  const value = parseLeniently(bytes, syntax);
  return value === undefined
    ? undefined
    : { value, from, to: from + syntax.end, quoted: false, cut: syntax.is === 'cut' };
}

/** `"{\"level\":50,…}"` */
function quotedJson(line: string, from: number): LineJson | undefined {
  const bytes = Buffer.from(line.slice(from), 'latin1');
  const syntax = checkJson(bytes);
  if (syntax.is !== 'ok') return undefined;
  const text = parseLeniently(bytes, syntax);
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return { value, from, to: from + syntax.end, quoted: true, cut: false };
  } catch {
    return undefined;
  }
}
