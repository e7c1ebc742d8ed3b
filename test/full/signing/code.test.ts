import { describe, expect, it } from 'vitest';
import { Unwritable } from '../../../src/signing/expression.js';
import { runCurl } from '../../support/sign-curl.js';
import { bodyOf } from '../../support/signed-requests.js';
import {
  codeFor,
  isInstalled,
  isSent,
  type Language,
  runCode,
  schemeNamed,
} from '../../support/signing-code.js';
import { allRecorded } from '../../support/signing-vectors.js';

/** What a language refuses, and says why. */
const REFUSED: Readonly<Record<string, readonly Language[]>> = {
  'twilio/webhook': ['bash'],
  'aws/headers': ['bash'],
  'aws/presigned': ['bash'],
};

describe.each(['node', 'python', 'php', 'bash'] as const)('%s', (language) => {
  it.skipIf(!isInstalled(language)).each(allRecorded().map(({ scheme, cases }) => ({ scheme, cases })))(
    'signs as others do: $scheme',
    async ({ scheme: name, cases }) => {
      const scheme = schemeNamed(name);
      const isPublic = !/^(?:hmac-)?(?:md5|sha\d+)$/.test(scheme.mac);
      if (isPublic || REFUSED[name]?.includes(language)) {
        await expect(codeFor(language, name)).rejects.toThrow(Unwritable);
        return;
      }
      const code = await codeFor(language, name);
      const valid = cases.filter((one) => one.valid);
      const made = runCode(language, code, name, valid);
      const wrong = valid.filter((one, index) => !isSent(made[index] ?? '', scheme, one));
      expect(wrong.map((one) => one.name)).toEqual([]);
      expect(made.length).toBe(valid.length);
    },
  );
});

/** Why there is no command. */
const NO_CURL: Readonly<Record<string, RegExp>> = {
  'twilio/webhook': /decodes parameters/,
  'aws/headers': /percent-encodes/,
  'aws/presigned': /percent-encodes/,
  'adyen/webhook': /inside the JSON body/,
  'partna/webhook': /private key/,
  'standardwebhooks/public': /private key/,
};

describe('the command for curl', () => {
  it.each(allRecorded().map(({ scheme, cases }) => ({ scheme, cases })))(
    'sends what the function for Node.js, which is proved above, signs alike: $scheme',
    async ({ scheme: name, cases }) => {
      const scheme = schemeNamed(name);
      const why = NO_CURL[name];
      for (const signed of why ? cases.slice(0, 1) : cases) {
        const { code, stderr, script, arrived } = await runCurl(name, signed);
        if (why) {
          expect({ code, script }).toEqual({ code: 2, script: '' });
          expect(stderr).toMatch(why);
          return;
        }
        if (!arrived) throw new Error(`${signed.name}: ${stderr}`);
        const received = { ...signed, request: arrived };
        const [made = ''] = runCode('node', await codeFor('node', name), name, [received]);
        expect(isSent(made, scheme, received), `${signed.name}\n${script}`).toBe(true);
        expect(arrived.method).toBe(signed.request.method);
        // A secret in the body is left out, and a form holds a new timestamp and signature.
        if (scheme.at.form === undefined && !script.includes('REQUEST_SECRET'))
          expect(bodyOf(arrived)).toEqual(bodyOf(signed.request));
      }
    },
  );
});
