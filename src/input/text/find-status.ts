import { type Told, toldBy } from './prose.js';

const STATUS = String.raw`([1-5]\d\d)`;
const END = String.raw`(?![\w%$\u20ac]|[.,:/]\d|\s?(?:ms|s|sec(?:onds?)?|bytes?|[KMG]B|kb|items?|rows?|px|times|records?|results?|users?|times)\b)`;
const REASONS =
  'Bad Request|Unauthori[sz]ed|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|' +
  'Proxy Authentication|Request Time-?out|Conflict|Gone|Length Required|Precondition|(?:Payload|Content|Request Entity|URI|Request-URI) Too|' +
  'Unsupported Media|Unprocessable|Locked|Failed Dependency|Too (?:Early|Many)|Upgrade Required|Request Header|' +
  'Unavailable For Legal|(?:Internal )?Server Error|Client Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out';
const SAYS =
  'status(?:[ _-]?(?:code|line))?|http(?:[ _-]?(?:status|code|error|response)){0,2}|return(?:ed|s|ing)?|respon(?:ded|ds|se)|' +
  'answer(?:ed|s)?|got|gets?|getting|sees?|received|receiv(?:es|ing)|fail(?:ed|s|ure)|error|(?:error|status|response)?[ _-]?code|replied|' +
  'gives?|gave|throws?|threw|with';

/** Most telling first; a number that only may be a status (`404 ms`, `exit code 137`) is none. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(String.raw`\bHTTP\/\d(?:\.\d)?"?\s{1,2}${STATUS}\b`, 'd'),
  new RegExp(
    String.raw`(?<!exit[ -]|[\w$])(?:${SAYS})\b["']?(?:[ _](?:an?|the|with|code|status|http|error|is|was|of|us)){0,4}\s{0,3}[:=>([-]{0,3}\s{0,3}["'(]?${STATUS}${END}`,
    'di',
  ),
  new RegExp(String.raw`(?:->|=>|\xe2\x86\x92)\s{0,3}${STATUS}${END}`, 'd'),
  new RegExp(String.raw`(?<![\w.,:/-])${STATUS}[)\]]?[ :(,-]{1,3}(?:${REASONS})`, 'di'),
  /(?<![\w.,:/-])([45]\d\d)[ :-]{1,3}(?=[A-Z][A-Z0-9]{1,40}_[A-Z0-9_]{1,60}(?!\w))/d,
  new RegExp(
    String.raw`(?<![\w-])(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)["\])]? [^\s"]{1,2048}"?(?: HTTP\/[\d.]{1,3}"?)?[ :(-]{1,4}${STATUS}${END}`,
    'd',
  ),
  /[([](?:HTTP )?([45]\d\d)[)\]]/di,
];

/** The HTTP status that a text tells. */
export function findStatus(text: string): Told | undefined {
  for (const pattern of PATTERNS) {
    const status = toldBy(pattern.exec(text));
    if (status) return status;
  }
  return undefined;
}

/** Whether words are but the reason phrase of a status (RFC 9110, section 15), which an API did not say itself. */
export function isReasonPhrase(words: string): boolean {
  return REASON_PHRASE.test(words);
}

const REASON_PHRASE = new RegExp(
  `^(?:${REASONS})(?: (?:Required|Failed|Too|Large|Long|Type|Content|Entity|Early|Requests|Fields|Reasons)){0,3}$`,
  'i',
);
