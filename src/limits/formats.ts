import { isIP } from 'node:net';
import { isPublicName } from '../facts/host-names.js';

interface Format {
  /** As it is said to the user, after "is not". */
  readonly name: string;
  test(text: string): boolean;
  /** What does not have the form to the letter, but servers differ in whether they mind. */
  someTake?(text: string): boolean;
}

/** What `format` may say. One entry here is one format. */
const FORMATS: Readonly<Record<string, Format>> = {
  uri: url('an absolute URL', () => true),
  'https-uri': url('an absolute https URL', ({ protocol }) => protocol === 'https:'),
  'public-https-uri': url(
    'an https URL that the public internet knows',
    ({ protocol, hostname }) => protocol === 'https:' && isPublicName(hostname),
  ),
  /** Enough to catch what no mail system takes; RFC 5321 allows more than providers do. */
  email: {
    name: 'an e-mail address',
    test: (text) =>
      /^[^\s@.,:;<>()]+(?:\.[^\s@.,:;<>()]+)*@(?:[^\s@.,:;<>()]+\.)+[^\s@.,:;<>()]{2,}$/.test(text),
  },
  /** ITU-T E.164: a plus and up to fifteen digits. */
  e164: {
    name: 'a phone number in E.164 form (+ and 7 to 15 digits)',
    test: (text) => /^\+[1-9]\d{6,14}$/.test(text),
  },
  date: { name: 'a date in the form YYYY-MM-DD', test: isDate },
  'date-time': {
    name: 'a date and time of RFC 3339',
    test: (text) =>
      /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) &&
      isDate(text.slice(0, 10)),
  },
  decimal: {
    name: 'a plain decimal number (digits and one point)',
    test: (text) => /^-?\d+(?:\.\d+)?$/.test(text),
  },
  number: {
    name: 'a number',
    test: (text) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text),
  },
  digits: { name: 'a text of digits alone', test: (text) => /^\d+$/.test(text) },
  hex: { name: 'hexadecimal', test: (text) => /^[0-9a-f]+$/i.test(text) },
  uuid: { name: 'a UUID', test: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) },
  ip: { name: 'an IP address', test: (text) => isIP(text) !== 0 },
  'lower-alphanumeric': {
    name: 'lower-case letters and digits alone',
    test: (text) => /^[a-z0-9]+$/.test(text),
  },
  'upper-snake': {
    name: 'written in capitals with underscores',
    test: (text) => /^[A-Z][A-Z0-9_]*$/.test(text),
  },
  /** ISO 3166-1 and 4217 by their form; which codes are taken is another constraint. */
  'country-alpha2': {
    name: 'a country code of two capital letters',
    test: (text) => /^[A-Z]{2}$/.test(text),
    someTake: (text) => /^[a-z]{2}$/i.test(text),
  },
  'country-alpha3': {
    name: 'a country code of three capital letters',
    test: (text) => /^[A-Z]{3}$/.test(text),
    someTake: (text) => /^[a-z]{3}$/i.test(text),
  },
  currency: {
    name: 'a currency code of three capital letters',
    test: (text) => /^[A-Z]{3}$/.test(text),
    someTake: (text) => /^[a-z]{3}$/i.test(text),
  },
  /** Zero stands for "from the beginning"; other short numbers are no time that an API had to do with. */
  'unix-seconds': { name: 'Unix time in seconds', test: (text) => /^(?:0|\d{9,10})$/.test(text) },
};

/** The format of this name; undefined when there is none. */
export function formatOf(name: string): Format | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

/** RFC 3986 has no braces; `?session={ID}`, filled in later, is taken by many all the same. */
function url(name: string, fits: (url: URL) => boolean): Format {
  const test = (text: string) => {
    const read = urlOf(text);
    return read !== undefined && fits(read);
  };
  return { name, test, someTake: (text) => test(text.replace(/[{}]/g, '_')) };
}

function urlOf(text: string): URL | undefined {
  // The parser mends spaces, line breaks and backslashes; servers do not.
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\\<>{}]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function isDate(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
