import type { Word } from './words.js';

/** An option of a curl command with its value, or a URL. */
export interface CurlArgument {
  /** Long name without dashes; `url` for what stands alone. */
  readonly name: string;
  readonly value: Word | undefined;
}

/** Short options that matter here, and those that take a value. */
const LONG: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  G: 'get',
  I: 'head',
  T: 'upload-file',
  K: 'config',
  n: 'netrc',
  L: 'location',
};
const SHORT_WITH_VALUE = new Set('XHdFuAebTKoxcmwEtCDPQrUYyz'.split(''));
const LONG_WITH_VALUE = new Set(
  (
    'request header data data-raw data-ascii data-binary data-urlencode json form form-string user user-agent referer cookie ' +
    'upload-file config url oauth2-bearer aws-sigv4 request-target url-query output proxy proxy-user proxy-header cookie-jar max-time ' +
    'connect-timeout write-out cert key cacert capath cert-type key-type pass resolve connect-to interface retry retry-delay ' +
    'retry-max-time trace trace-ascii trace-config stderr range limit-rate ciphers tls13-ciphers tls-max noproxy dump-header ' +
    'max-redirs max-filesize netrc-file unix-socket local-port dns-servers doh-url preproxy socks5 socks5-hostname socks4 ' +
    'socks4a variable rate pinnedpubkey curves engine expect100-timeout keepalive-time happy-eyeballs-timeout-ms proto'
  ).split(' '),
);

/** Takes a curl command apart, its first word left out: `-XPOST`, `-sSd x`, `--data=x` is no curl spelling. */
export function curlArguments(words: readonly Word[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    if (/^--[a-z]/.test(word.text)) {
      const name = word.text.slice(2);
      const value = LONG_WITH_VALUE.has(name) ? words[++index] : undefined;
      found.push({ name, value });
    } else if (/^-[A-Za-z#:0-9]/.test(word.text)) {
      for (let at = 1; at < word.text.length; at++) {
        const letter = word.text[at] as string;
        const name = LONG[letter] ?? letter;
        if (!SHORT_WITH_VALUE.has(letter)) {
          found.push({ name, value: undefined });
          continue;
        }
        const attached = at + 1 < word.text.length ? rest(word, at + 1) : undefined;
        found.push({ name, value: attached ?? words[++index] });
        break;
      }
    } else found.push({ name: 'url', value: word });
  }
  return found;
}

function rest(word: Word, from: number): Word {
  const stretch = word.stretch.slice(from);
  return { ...word, text: stretch.text, stretch };
}
