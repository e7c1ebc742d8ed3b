import { describe, expect, it } from 'vitest';
import { Unwritable } from '../../src/signing/expression.js';
import { codeFor, isSent, runCode, schemeNamed } from '../support/signing-code.js';
import { recorded } from '../support/signing-vectors.js';

/** The text without the comment above it. */
const plain = async (...which: Parameters<typeof codeFor>) =>
  (await codeFor(...which)).replace(/^(?:(?:#|\/\/).*\n)+/m, '');

describe('the code of a signing function', () => {
  it('hashes the body into the text that is signed', async () => {
    expect(
      await plain('node', 'pandabase/platform'),
    ).toBe(`import { createHash, createHmac } from 'node:crypto';

export function sign({ secret, method, path, timestamp, body }) {
  const message = [method.toUpperCase(), path, timestamp, createHash('sha256').update(body).digest('hex')].join('\\n');
  return createHmac('sha512', secret).update(message).digest('hex');
}
`);
    expect(await plain('bash', 'pandabase/platform')).toBe(`sign() {
  local secret=$1 method=$2 url_path=$3 timestamp=$4 body=$5
  printf '%s\\n%s\\n%s\\n%s' "$(printf %s "$method" | tr '[:lower:]' '[:upper:]')" "$url_path" "$timestamp" "$(<"$body" openssl dgst -sha256 | sed 's/^.* //')" |
    openssl dgst -sha512 -hmac "$secret" | sed 's/^.* //'
}
`);
  });

  it('decodes a key and signs bytes as they are', async () => {
    expect(await plain('python', 'standardwebhooks/webhook')).toBe(`import base64
import hashlib
import hmac


def sign(*, secret: str, webhook_id: str, timestamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, f"{webhook_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()).decode()
    return f"v1,{signature}"
`);
    expect(await plain('bash', 'standardwebhooks/webhook')).toContain(
      '{ printf \'%s.%s.\' "$webhook_id" "$timestamp"; cat "$body"; } | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key"',
    );
  });

  it('sorts parameters in a function of its own', async () => {
    expect(
      await plain('php', 'shopify/callback'),
    ).toContain(`function sign(string $secret, string $query): string
{
    return hash_hmac('sha256', pairs($query), $secret);
}

function pairs(`);
  });

  it('names the scheme, the place of the signature and what is given', async () => {
    expect((await codeFor('node', 'stripe/webhook')).split('\n').slice(0, 4)).toEqual([
      '// Stripe webhook signature (stripe/webhook): hmac-sha256 as hex, sent in the header stripe-signature',
      "//   secret: the endpoint's signing secret",
      '//   timestamp: seconds since 1970',
      '//   body: the bytes exactly as sent',
    ]);
  });

  it('is refused where a language has no short way, or nobody else can sign', async () => {
    await expect(codeFor('bash', 'twilio/webhook')).rejects.toThrow(Unwritable);
    await expect(codeFor('node', 'standardwebhooks/public')).rejects.toThrow(/private key/);
  });

  const few = ['stripe', 'bybit', 'kraken', 'adyen'].flatMap((pack) => recorded(pack));

  describe.each(['node', 'bash'] as const)('in %s', (language) => {
    it.each(few)('signs as others do: $scheme', async ({ scheme: name, cases }) => {
      const made = runCode(language, await codeFor(language, name), name, cases);
      const scheme = schemeNamed(name);
      expect(cases.filter((one, index) => !isSent(made[index] ?? '', scheme, one))).toEqual([]);
    });
  });
});
