import { describe, expect, it } from 'vitest';
import { Unwritable } from '../../../src/signing/expression.js';
import {
  allRecorded,
  codeFor,
  isInstalled,
  isSent,
  type Language,
  runCode,
  schemeNamed,
} from '../../support/signing-code.js';

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
