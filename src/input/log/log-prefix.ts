import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';
import { linesOf } from './log-lines.js';

const TIME = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d`;
/** What loggers, container runtimes, syslog (RFC 3164, RFC 5424) and cloud consoles put before a line. */
const PREFIXES = [
  String.raw`<\d{1,3}>`,
  `[[("]?${TIME}`,
  String.raw`\[?\d\d:\d\d:\d\d[.,\] ]`,
  String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d `,
  String.raw`[\w.-]{1,100}\s{1,20}\|\s`,
  String.raw`\[(?:pod|container)\/[\w./-]{1,300}\]`,
  String.raw`[\w.-]{1,100}\[\d{1,10}\]: `,
  String.raw`\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|trace|debug|info|notice|warn|warning|error|fatal|critical)[\]: ]`,
];
const PREFIX = new RegExp(String.raw`^(?:\x1b\[[\d;]{0,20}m)*(?:${PREFIXES.join('|')})`);

/** Whether a line begins as a log's and holds JSON behind that. */
export function hasLogPrefix(line: string): boolean {
  return PREFIX.test(line) && /\{\s{0,20}(?:\\{0,3}"|\})/.test(line);
}

/** A line in the container runtime interface's format: time, stream, whether it is a part or the end of a line. */
const CRI = /^\S{1,40} (?:stdout|stderr) ([PF]) /;

/** The lines of a log, each in the parts that a container runtime cut it into. */
export function* joinedParts(input: Input): Generator<readonly Span[]> {
  let parts: Span[] = [];
  for (const line of linesOf(input)) {
    const cri = CRI.exec(input.latin1.slice(line.start, line.start + 64));
    if (!cri) {
      if (parts.length > 0) yield parts;
      parts = [];
      yield [line];
      continue;
    }
    parts.push({ start: line.start + cri[0].length, end: line.end });
    if (cri[1] === 'P') continue;
    yield parts;
    parts = [];
  }
  if (parts.length > 0) yield parts;
}
