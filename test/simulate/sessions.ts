import type { Rule } from '../../src/causes/rule.js';
import type { WishedCall } from './live.js';
import { lastRequest } from './request-of.js';

/** Calls that together show a cause: each with its time, what is wished for, and the request. */
const OWN: Readonly<Record<string, readonly (readonly [at: string, wish: string, http: string])[]>> = {
  'axys/wrong-environment': [
    ['2026-09-21T12:00:00Z', '200', cardholder('staging.api.axyscards.com', 'errdoctor-example-key-one')],
    ['2026-09-21T12:01:00Z', '', cardholder('production.api.axyscards.com', 'errdoctor-example-key-two')],
  ],
  'axys/wrong-program-scope': [
    ['2026-09-21T12:00:00Z', '200', cardholder('production.api.axyscards.com', 'errdoctor-example-key-one')],
    ['2026-09-21T12:01:00Z', '', cardholder('production.api.axyscards.com', 'errdoctor-example-key-two')],
  ],
  'axys/otp-token-expired': [
    ['2026-09-21T12:00:00Z', '200', otp()],
    ['2026-09-21T12:20:00Z', '', otp()],
  ],
};

function cardholder(host: string, key: string): string {
  return `> GET /v2/cardholders/10532 HTTP/1.1\n> Host: ${host}\n> X-API-Key: ${key}\n>\n`;
}

function otp(): string {
  return '> GET /v2/otp/errdoctor-example-token HTTP/1.1\n> Host: production.api.axyscards.com\n> X-API-Key: errdoctor-example-key-one\n>\n';
}

/** The calls that tell a cause, of which the last wishes for it; none where no example and no table holds them. */
export function sessionOf(id: string, { examples }: Rule): readonly WishedCall[] {
  const example = examples.fires.find(({ history }) => history);
  const calls =
    OWN[id] ??
    [...(example?.history ?? []), ...(example ? [{ at: example.at ?? '', http: example.http }] : [])].map(
      ({ at, http }) => [at, /^< HTTP\/\S+ (\d+)/m.exec(http)?.[1] ?? '', http] as const,
    );
  return calls.map(([at, wish, http], index) => ({
    lines: lastRequest(http),
    date: new Date(at).toUTCString(),
    wish: index < calls.length - 1 ? wish : id,
  }));
}
