import type { ResponseMessage } from '../exchange/exchange.js';

/** What the pages of well-known gateways say in their own words (text without tags, lower case). */
const WORDS: readonly (readonly [string, RegExp])[] = [
  [
    'plain-http-to-tls-port',
    /plain http request was sent to https port|speaking plain http to an ssl-enabled|sent an http request to an https server|combination of host and port requires tls/,
  ],
  ['client-certificate-missing', /no required ssl certificate was sent/],
  ['client-certificate-refused', /the ssl certificate error/],
  [
    'header-too-large',
    /request header or cookie too large|request header fields too large|size of a request header field exceeds|request too long|header of your request is too|request header is too large/,
  ],
  ['rate-limited', /error(?: code)?:? ?1015\b|you are being rate limited/],
  [
    'bot-challenge',
    /just a moment\.\.\.|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|verify (?:that )?you are (?:a )?human|please complete the security check|_incapsula_resource|ddos protection by|human verification/,
  ],
  [
    'firewall-block',
    /sorry, you have been blocked|attention required! \| cloudflare|error(?: code)?:? ?10(?:0[56789]|10|12|20)\b|access denied.{0,300}reference ?#|errors\.edgesuite\.net|incapsula incident id|website firewall|request blocked\.|the requested url was rejected|web application firewall|mod_security|not acceptable!|blocked by (?:our|a|the) (?:security|firewall)/,
  ],
  [
    'host-unknown',
    /error(?: code)?:? ?10(?:0[0134]|1[468])\b|no such app\b|fastly error: unknown domain|unknown domain:|deployment_not_found|could not find host|the specified bucket does not exist|default backend - 404|bad request \(invalid hostname\)|invalid hostname/,
  ],
  [
    'proxy-refusal',
    /\(squid|the requested url could not be retrieved|zscaler|forcepoint|blue ?coat|fortiguard|web page blocked|web filter|your organi[sz]ation.{0,80}(?:block|policy|restrict)|acceptable use policy|access to this (?:site|page|website) (?:is|has been) (?:blocked|restricted)/,
  ],
];

/** Headers in which a gateway itself says what it did. */
const HEADERS: readonly (readonly [header: string, value: RegExp, statement: string])[] = [
  ['cf-mitigated', /challenge/i, 'bot-challenge'],
  ['x-amzn-waf-action', /challenge|captcha/i, 'bot-challenge'],
  ['x-amzn-waf-action', /./, 'firewall-block'],
  ['x-sucuri-block', /./, 'firewall-block'],
  ['x-squid-error', /./, 'proxy-refusal'],
];

/** What a failing answer that is not the API's own says; undefined when it says nothing known. */
export function statementOf({ headers }: ResponseMessage, text: string): string | undefined {
  for (const [name, value, statement] of HEADERS) {
    const field = headers.get(name);
    if (field && value.test(field.value)) return statement;
  }
  const words = text.toLowerCase();
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The text of a page as a reader sees it: no tags, scripts or styles, the common entities resolved. */
export function visibleText(page: string): string {
  return page
    .slice(0, 12_000)
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&(?:amp|#38);/g, '&')
    .replace(/&(?:lt|#60);/g, '<')
    .replace(/&(?:gt|#62);/g, '>')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:#39|apos|rsquo);/g, "'")
    .replace(/&#(?:46|x2e);/gi, '.')
    .replace(/&#(?:47|x2f);/gi, '/')
    .replace(/&#(?:32|35|x23);/gi, (entity) => (entity.includes('32') ? ' ' : '#'))
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
