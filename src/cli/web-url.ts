import { UsageError } from './usage-error.js';

/**
 * An address that a probe can be pointed at; `api.example.com` means https.
 *
 * @param example what is expected, in words and by an example
 * @throws UsageError with what was expected
 */
export function webUrl(text: string, example = 'a URL such as https://api.example.com'): URL {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new UsageError(`Expected ${example}, not ${JSON.stringify(text)}.`);
  return url;
}
