import { MESSAGES } from './curl-messages.js';
import { LINE_PREFIX } from './trace-time.js';

/** One update of the progress meter, in the fixed columns of curl up to 8.17 and of later ones. */
const METER = `${meter(5, 8, ' ')}|${meter(6, 7, '')}`;
const METER_HEAD = String.raw` {2}% Total {4}% [^\n]{40,80}\n| {30,34}Dload {2}Upload [^\n]{15,40}\n`;

const DATA_NOTE = String.raw`[{}] \[(\d{1,15}) bytes data\]\r*(?=\n|$)`;
const REQUEST_LINE = String.raw`> [A-Za-z][A-Za-z-]{0,30} \S{1,8192} HTTP\/\d`;

/** One of curl's own lines. `text` and its offset leave out the prefix. */
export interface CurlLine {
  readonly is: 'info' | 'sent' | 'received' | 'data' | 'failure' | 'advice';
  readonly text: string;
  readonly textStart: number;
  /** Local time of `--trace-time`. */
  readonly time: string | undefined;
  /** Length of a data note, exit code of a failure: curl leaves out the number where it refuses its arguments. */
  readonly number: number;
  /** Offset of the line feed, or of the end of the input. */
  readonly end: number;
}

/** Offset behind all of the progress meter that stands at this offset; the offset itself when there is none. */
export function skipMeter(text: string, from: number): number {
  let position = from;
  for (METER_AT.lastIndex = from; METER_AT.test(text); METER_AT.lastIndex = position)
    position = METER_AT.lastIndex;
  return position;
}

/** The line of curl's own that begins at this offset, whatever it is glued to; undefined when there is none. */
export function curlLineAt(text: string, from: number): CurlLine | undefined {
  LINE_AT.lastIndex = from;
  const match = LINE_AT.exec(text);
  if (!match) return undefined;
  const [, time, mark, dataLength, failure, exit] = match;
  const feed = text.indexOf('\n', LINE_AT.lastIndex);
  const end = feed < 0 ? text.length : feed;
  const textStart = Math.min(LINE_AT.lastIndex, end);
  const whole = text.slice(textStart, end);
  const is =
    dataLength !== undefined
      ? 'data'
      : failure !== undefined
        ? 'failure'
        : (MARKS[mark as keyof typeof MARKS] ?? 'advice');
  return {
    is,
    // Header lines may end in white space of their own, messages never do.
    text: is === 'sent' || is === 'received' ? whole : whole.trimEnd(),
    textStart,
    time,
    number: Number(dataLength ?? exit ?? REFUSED_ARGUMENTS),
    end,
  };
}

/** Whether a `*` line is one of curl's known messages, and not a line of a body. */
export function isKnownMessage(line: CurlLine): boolean {
  return line.is !== 'info' || KNOWN_MESSAGE.test(line.text);
}

/** Offset of the next of curl's own lines in or behind a body that begins at `from`; the text's end when none follows. */
export function nextCurlLine(text: string, from: number): number {
  NEXT.lastIndex = from;
  return NEXT.exec(text)?.index ?? text.length;
}

/** Offset of the first of curl's own lines in a text that may begin with a body or a shell command. */
export function firstCurlLine(text: string, from: number): number {
  FIRST.lastIndex = from;
  return FIRST.exec(text)?.index ?? text.length;
}

function meter(size: number, time: number, gap: string): string {
  const percent = String.raw`[ \d]{2}\d`;
  const amount = String.raw`[ \d.kMGTPE]{${size - 1}}[\dkMGTPE]`;
  const clock = String.raw`[-\d:dhms ]{${time}}`;
  const counts = `${percent} ${amount}${gap} ${percent} ${amount}${gap} ${percent} ${amount}${gap} ${amount}${gap} ${amount}`;
  return `${counts} ${clock} ${clock} ${clock} ${amount}`;
}

const MARKS = { '*': 'info', '>': 'sent', '<': 'received' } as const;
const REFUSED_ARGUMENTS = 2;
/** Lines that curl prints around `curl: (NN)`, and that say nothing more. */
const ADVICE = String.raw`Warning: (?:Problem|Binary output) |curl: try |More details here: https?:\/\/curl|curl failed to verify |establish a secure connection to it\.|how to fix it, please visit `;
const FAILURE = String.raw`curl: (?:\((\d{1,3})\) ?|(?=option |no URL ))`;
const LINE_AT = new RegExp(
  `${LINE_PREFIX}(?:([*<>])(?: |(?=\\r*(?:\\n|$)))|${DATA_NOTE}|(${FAILURE})|(?:${ADVICE}))`,
  'y',
);
const METER_AT = new RegExp(`\\r?(?:${METER})\\r?\\n?|\\r?(?:${METER_HEAD})`, 'y');
const KNOWN_MESSAGE = new RegExp(`^${MESSAGES}`);
/** PowerShell puts the program's name before the first line of standard error. */
const POWERSHELL = String.raw`curl(?:\.exe)? : `;
const ANYWHERE = `${LINE_PREFIX}(?:\\* ${MESSAGES}|${DATA_NOTE})|\\r(?:${METER})|${METER_HEAD}|(?<=[}\\]>\\w]|${POWERSHELL})curl: \\(\\d{1,3}\\) (?=[A-Z])`;
const AT_LINE_START = `(?<![^\\n])(?:${LINE_PREFIX}(?:${REQUEST_LINE}|${FAILURE})|${ADVICE}|${METER})`;
const NEXT = new RegExp(`${ANYWHERE}|${AT_LINE_START}`, 'g');
const FIRST = new RegExp(
  `${ANYWHERE}|${AT_LINE_START}|(?<![^\\n])${LINE_PREFIX}< HTTP/\\d[^\\n]{0,300}\\n${LINE_PREFIX}<[ \\r\\n]`,
  'g',
);
