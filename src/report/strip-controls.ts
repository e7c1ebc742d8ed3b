import { stripVTControlCharacters } from 'node:util';

/**
 * Operating-system commands and other control strings (ECMA-48, section 5.6) with what they carry: ESC and one of
 * `]PX^_`, or the C1 character for it, up to BEL or the string terminator.
 */
const CONTROL_STRING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)/g;

/**
 * C0 and C1 controls, marks that reorder text (Unicode, UAX 9), characters without width and without a trace,
 * line separators, tag characters and lone surrogates.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see above
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Nearly every text is nothing else. */
const PLAIN = /^[\t\n -~]*$/;

/**
 * Removes everything from foreign text that could steer a terminal, reorder or hide other text: escape sequences,
 * links, titles, carriage returns, bidirectional overrides, zero-width characters.
 *
 * @param lines `keep` leaves line feeds and tabs; `join` makes one line of it
 */
export function stripControls(text: string, lines: 'keep' | 'join' = 'keep'): string {
  if (lines === 'keep' && PLAIN.test(text)) return text;
  const broken = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  const plain = stripVTControlCharacters(broken.replace(CONTROL_STRING, '')).replace(INVISIBLE, '');
  const whole = plain.replace(/\p{Surrogate}/gu, '\ufffd');
  return lines === 'join' ? whole.replace(/\s+/g, ' ').trim() : whole;
}

/** Whether something that does not show stands in a text, line ends and tabs apart. */
export function hidesCharacters(text: string): boolean {
  INVISIBLE.lastIndex = 0;
  return INVISIBLE.test(text.replaceAll('\r', ''));
}

/** How one character is made visible in a quotation of the input; undefined when it shows by itself. */
export function visibleForm(character: string): string | undefined {
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  if (character === '\n') return '\\n';
  const code = character.codePointAt(0) as number;
  INVISIBLE.lastIndex = 0;
  if (!INVISIBLE.test(character) && !/[\p{Surrogate}\p{Zl}\p{Zp}]|[^\S ]/u.test(character)) return undefined;
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
