import { defineMistakes } from '../mistake.js';
import { secretKeys } from '../secret-keys.js';
import { secretTexts } from '../secret-texts.js';

/** The key is not what the documentation makes of the secret. */
export default defineMistakes({
  mistakes: {
    'sec-whitespace': {
      often: 'high',
      done: 'with a secret {detail}',
      fix: 'Trim white space and line breaks off the secret where it is read, and store it without them.',
    },
    'sec-envfile': {
      often: 'high',
      done: 'with a secret {detail}, as a configuration file or a shell leaves it',
      fix: 'Compare the length of the secret that the program reads with the one that was issued, and quote it in single quotes.',
    },
    'sec-not-decoded': {
      often: 'high',
      done: 'with a secret {detail}',
      fix: 'Decode the secret from base64 to bytes exactly where the documentation asks for it, and use the bytes as the key.',
    },
    'sec-hex-key': {
      often: 'medium',
      done: 'with a secret {detail}',
      fix: 'Decode the secret from hexadecimal exactly where the documentation asks for it.',
    },
    'sec-prefix': {
      often: 'medium',
      done: 'with a secret {detail}',
      fix: 'Keep or drop the prefix of the secret as the documentation says.',
    },
    'sec-wrong-kind': {
      often: 'high',
      done: 'with another credential as the secret, {detail}',
      fix: 'Sign with the signing secret; API keys, ids and tokens are other things.',
    },
    'sec-environment': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Use the secret of the same environment, account and endpoint as the request or the delivery.',
    },
    'sec-special-chars': {
      often: 'low',
      done: 'with a secret {detail}',
      fix: 'Pass the secret on character for character: neither URL-decode, encode nor escape it.',
    },
    'sec-prehashed': {
      often: 'medium',
      done: 'with a secret {detail}',
      fix: 'Hash or encode the secret before use only where the documentation says so.',
    },
    'sec-empty': {
      often: 'low',
      done: 'with {detail} in place of the secret, so without it',
      fix: 'Check that the secret is set where the program runs, and stop when it is empty or a placeholder.',
    },
  },
  atoms: { secret: secretTexts },
  steps: secretKeys,
});
