import { UsageError } from './usage-error.js';

/**
 * An address that a probe can be pointed at; `api.example.com` means https.
 *
 * @throws UsageError with what was expected
 */
export function webUrl(text: string): URL {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new UsageError(`Expected a URL such as https://api.example.com, not ${JSON.stringify(text)}.`);
  return url;
}
