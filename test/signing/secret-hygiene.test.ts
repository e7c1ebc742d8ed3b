import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { remarkWords } from '../../src/signing/hygiene-words.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { type HygieneContext, isSuspicious, secretHygiene } from '../../src/signing/secret-hygiene.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {
    sandbox: { hosts: ['api.sandbox.acmepay.example'], aka: ['test'] },
    production: { hosts: ['api.acmepay.example'], aka: ['live'] },
  },
  credentials: {
    key: {
      name: 'API key',
      header: 'authorization',
      prefixes: { acme_test_: 'sandbox', acme_live_: 'production' },
      mistakenFor: { acme_: 'old API key', acmesec_: 'signing secret', acmehook_: 'webhook secret' },
    },
  },
  references: {},
};
const schemeWith = (
  secret: Omit<NonNullable<Scheme['secret']>, 'name'>,
  mac: Scheme['mac'] = 'hmac-sha256',
): Scheme => ({
  name: 'request signature',
  by: 'client',
  mac,
  message: { body: true },
  encode: 'hex',
  at: { header: 'x-acme-signature' },
  secret: { name: 'signing secret', ...secret },
  causes: {},
  references: [],
});

const look = (text: string, context: HygieneContext = {}) =>
  secretHygiene({ value: Buffer.from(text).toString('latin1') }, context);
const words = (text: string, context: HygieneContext = {}) =>
  look(text, context).remarks.map((remark) => `${isSuspicious(remark) ? '! ' : ''}${remarkWords(remark)}`);

const PLAIN = 'errdoctor Example-Zq91';

describe('what is said of a secret', () => {
  it('is its length in bytes, and nothing where it looks well', () => {
    expect(look(PLAIN, { scheme: schemeWith({ minLength: 8 }), pack, environment: 'sandbox' })).toEqual({
      bytes: PLAIN.length,
      remarks: [],
    });
    expect(look('ä€').bytes).toBe(5);
  });

  it.each([
    [`${PLAIN}\n`, '! ends with white space (line feed)'],
    [` \t${PLAIN}`, '! starts with white space (space, tab)'],
    [`${PLAIN}\r\n`, '! ends with white space (carriage return, line feed)'],
    [`${PLAIN}\u00a0`, '! ends with white space (no-break space)'],
    ['errdoctor\nexample-Zq91', '! has 1 line break in the middle'],
    [`"${PLAIN}"`, '! stands in quotes ("), which are signed with it'],
    [`'${PLAIN}`, "! has a quote (') at one end, as if it were cut"],
    [`\ufeff${PLAIN}`, '! starts with a byte-order mark: its file was saved as "UTF-8 with BOM"'],
    [`errdoctor\u200bexample`, '! has characters that cannot be seen (zero-width space)'],
    ['errdoctor\u0007example', '! has 1 control character'],
    ['errdoctorä€', 'has 2 characters beyond ASCII, of which each program must make the same bytes'],
    ['YOUR_SIGNING_SECRET', '! is a placeholder that somebody forgot to replace'],
    ['$SHOP_SECRET', '! is a placeholder that somebody forgot to replace'],
    ['aaaaaaaa', '! is one character many times over'],
    ['eyJhbGciOiJub25lIn0.e30.', '! looks like a JSON Web Token, which is no signing secret'],
    ['5f2c9a71d04b8e36aa10f0', 'looks like hex of 11 bytes'],
    ['ZXJyZG9jdG9y+/8Zq91w', 'looks like base64 of 15 bytes'],
    ['ZXJyZG9jdG9y-_8Zq90=', 'looks like base64url of 14 bytes'],
    [
      '-----BEGIN PUBLIC KEY-----\nZXJyZG9jdG9y\n-----END PUBLIC KEY-----',
      '! is a PEM file (PUBLIC KEY), but the scheme takes a shared secret',
    ],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it('tells UTF-16 from a byte-order mark', () => {
    for (const value of [`\u00ff\u00fee\0r\0r\0`, 'e\0r\0r\0d\0o\0'])
      expect(secretHygiene({ value }).remarks).toContainEqual({ is: 'utf-16' });
  });

  it('names the line break that its file ended in', () => {
    const { remarks } = secretHygiene({ value: PLAIN, strippedNewline: '\r\n' });
    expect(remarks.map(remarkWords)).toEqual(['ended in CR LF in its file, which was left out']);
  });

  it('compares it with the documentation', () => {
    expect(words('errdoctor', { scheme: schemeWith({ minLength: 32 }) })).toEqual([
      '! has 9 characters where at least 32 are documented; a # or a $ in it may have cut it',
    ]);
    expect(words('5f2c9a71d04b8e36', { scheme: schemeWith({ form: 'base64' }) })).toEqual([
      '! looks like hex of 8 bytes; base64 is documented',
    ]);
    expect(words('5f2c9a71d04b8e36', { scheme: schemeWith({ form: 'text' }) })).toEqual([
      'looks like hex of 8 bytes; it is used as text, undecoded',
    ]);
    expect(words(PLAIN, { scheme: schemeWith({ form: 'hex' }) })).toEqual([
      '! is not written in hex as documented',
    ]);
    const key = '-----BEGIN PUBLIC KEY-----\nZXJyZG9jdG9y\n-----END PUBLIC KEY-----\n';
    expect(words(key, { scheme: schemeWith({}, 'rsa-pss-sha256') })).toEqual(['is a PEM file (PUBLIC KEY)']);
  });

  it('compares its prefix with those of other credentials', () => {
    const scheme = schemeWith({ prefixes: ['acmesec_'] });
    const at = (text: string, environment?: string) => words(text, { scheme, pack, environment });
    expect(at('acmesec_Zq91Zq91Zq91')).toEqual([]);
    expect(at(PLAIN)).toEqual(['! does not start with acmesec_ as documented']);
    expect(at('acme_live_Zq91Zq91')).toEqual(['! starts with acme_live_ like the API key']);
    expect(at('acme_Zq91Zq91')).toEqual(['! starts with acme_ like the old API key']);
    expect(at('acmehook_Zq91Zq91')).toEqual(['! starts with acmehook_ like the webhook secret']);
    const plain = schemeWith({});
    expect(words('acmesec_Zq91Zq91', { scheme: plain, pack })).toEqual([]);
  });

  it('leaves the environment open where the documented prefix tells none', () => {
    const scheme = schemeWith({ prefixes: ['sk_'] });
    const secret = 'sk_test_errdoctorZq91';
    expect(words(secret, { scheme, pack, environment: 'production' })).toEqual([]);
  });

  it('compares its environment with the one that is called', () => {
    const at = (text: string, environment: string) => words(text, { pack, environment });
    const belongs = '! belongs to the environment sandbox, but production was called';
    expect(at('acme_test_Zq91Zq91', 'production')).toContain(belongs);
    expect(at('psk_test_Zq91Zq91', 'production')).toEqual([belongs]);
    expect(at('psk_live_Zq91Zq91', 'production')).toEqual([]);
  });

  it('never shows any of it', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'QXZKJVqxzkjv0123456789+/=-#$%'), minLength: 6 });
    const around = fc.constantFrom(
      '',
      ' ',
      '"',
      "'",
      '\n',
      '\ufeff',
      'ä',
      '-----BEGIN ',
      'acme_live_',
      'psk_test_',
      'eyJ',
    );
    const contexts: HygieneContext[] = [
      {},
      { pack, environment: 'sandbox' },
      { pack, scheme: schemeWith({ prefixes: ['acmesec_'], minLength: 40, form: 'hex' }) },
      { pack, scheme: schemeWith({ form: 'base64' }, 'ed25519') },
    ];
    fc.assert(
      fc.property(around, letters, around, fc.constantFrom(...contexts), (before, secret, after, context) => {
        const hygiene = look(before + secret + after, context);
        const said = JSON.stringify(hygiene) + hygiene.remarks.map(remarkWords).join('\n');
        for (let start = 0; start + 6 <= secret.length; start++)
          expect(said).not.toContain(secret.slice(start, start + 6));
      }),
      { numRuns: 500 },
    );
  });

  it('is said of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const remark of look(text, { pack, scheme: schemeWith({ prefixes: ['x_'] }) }).remarks)
          expect(remarkWords(remark)).toMatch(/^[a-z]/);
      }),
    );
  });
});
