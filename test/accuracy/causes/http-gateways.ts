import { ALWAYS, type CauseSource } from '../cause.js';
import { routes as axys } from '../calls/axys.js';
import { REASONS, sentBy } from '../calls/draft.js';
import { foreignCall } from '../calls/foreign.js';
import { routes as partna } from '../calls/partna.js';
import type { Random } from '../random.js';

/** Pages of what stands before an API and answers in its place, as the real gateways print them. */

interface Page {
  readonly status: number;
  readonly server: string;
  readonly html: string;
}

const nginx = (status: number, title: string, text = ''): Page => ({
  status,
  server: 'nginx',
  html: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${REASONS[status] ?? ''}</h1></center>\r\n${text && `<center>${text}</center>\r\n`}<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
});

const cloudflare = (status: number, title: string, text: string): Page => ({
  status,
  server: 'cloudflare',
  html: `<!DOCTYPE html><html lang="en-US"><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
});

function gateway(name: string, pages: (random: Random) => readonly Page[]): CauseSource {
  const id = `http/${name}`;
  return {
    id,
    tells: ALWAYS,
    weight: 0.5,
    make(random) {
      const draft = random.pick([foreignCall, foreignCall, axys.readCard, partna.rate])(random);
      const { status, server, html } = random.pick(pages(random));
      const answer = {
        status,
        reason: REASONS[status] ?? '',
        headers: [
          ['Date', new Date(draft.now).toUTCString()],
          ['Content-Type', 'text/html'],
          ['Server', server],
        ] as [string, string][],
        body: html,
      };
      const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
      return {
        exchange: { call: sentBy(draft, random), answer },
        labels: [id],
        accepts: [],
        among: [id],
        tells: ALWAYS,
        named: ALWAYS,
        symptom: [['answer-body', 'status']],
        evidence: 'signal',
        planted: { texts: [String(status), server, title, html], part: 'status' },
      };
    },
  };
}

export default [
  gateway('gateway-upstream-down', (random) => [
    ...[502, 503, 504].map((status) => nginx(status, `${status} ${REASONS[status]}`)),
    { ...nginx(502, '502 Bad Gateway'), server: 'awselb/2.0' },
    cloudflare(
      504,
      'Error 504',
      `The origin web server timed out responding to this request. Ray ID: ${random.hex(16)}`,
    ),
  ]),
  gateway('gateway-body-limit', () => [nginx(413, '413 Request Entity Too Large')]),
  gateway('header-too-large', () => [
    nginx(400, '400 Request Header Or Cookie Too Large', 'Request Header Or Cookie Too Large'),
  ]),
  gateway('plain-http-on-tls-port', () => [
    nginx(
      400,
      '400 The plain HTTP request was sent to HTTPS port',
      'The plain HTTP request was sent to HTTPS port',
    ),
  ]),
  gateway('client-certificate-missing', () => [
    nginx(400, '400 No required SSL certificate was sent', 'No required SSL certificate was sent'),
  ]),
  gateway('firewall-block', (random) => [
    cloudflare(
      403,
      'Attention Required! | Cloudflare',
      `Sorry, you have been blocked. You are unable to access this site. Cloudflare Ray ID: ${random.hex(16)}`,
    ),
    cloudflare(403, 'Just a moment...', 'Enable JavaScript and cookies to continue'),
  ]),
] satisfies CauseSource[];
