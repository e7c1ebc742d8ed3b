/** One challenge of a WWW-Authenticate field. */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** Parameter name (lower case) → value, unquoted. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The challenges of WWW-Authenticate (RFC 9110, section 11.6.1). Commas stand between challenges as well as between
 * the parameters of one, so that only the sign behind a word tells which of the two it begins. What follows a fault
 * is left out.
 */
export function parseChallenges(field: string): Challenge[] {
  const text = field.slice(0, 4000);
  const found: { scheme: string; parameters: Record<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position = pattern.lastIndex;
    return match;
  };
  while (position < text.length) {
    take(SEPARATORS);
    const parameter = found.length > 0 ? take(PARAMETER) : null;
    if (parameter) {
      const [, name = '', quoted, plain] = parameter;
      const last = found.at(-1) as (typeof found)[number];
      last.parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
      continue;
    }
    const scheme = take(SCHEME);
    if (!scheme) break;
    found.push({ scheme: (scheme[1] as string).toLowerCase(), parameters: {} });
    take(TOKEN68);
  }
  return found;
}

const WORD = "[!#$%&'*+.^_`|~\\w-]+";
const SEPARATORS = /[\s,]*/y;
const PARAMETER = new RegExp(`(${WORD})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${WORD}))(?=\\s*(?:,|$))`, 'y');
const SCHEME = new RegExp(`(${WORD})(?=\\s|,|$)`, 'y');
const TOKEN68 = /\s+[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
