import { defineMistakes } from '../mistake.js';

/** How the signature is written and where it is put; found by decoding it, so that no variant needs a digest. */
export default defineMistakes({
  mistakes: {
    'enc-hex-vs-base64': {
      often: 'high',
      done: 'and written as {detail}',
      fix: 'Write the digest in the documented encoding.',
    },
    'enc-base64-of-hex': {
      often: 'high',
      done: 'and encoded twice: {detail}',
      fix: 'Encode the raw digest once; ask the HMAC function for bytes, not for hex.',
    },
    'enc-base64url': {
      often: 'high',
      done: 'and written in base64 {detail}',
      fix: 'Use the documented base64 alphabet, with padding where it is documented.',
    },
    'enc-hex-case': {
      often: 'medium',
      done: 'and written in {detail}',
      fix: 'Write the hex digits in lower case: they are compared as text.',
    },
    'enc-prefix': {
      often: 'medium',
      done: 'and written with {detail}',
      fix: 'Write the signature exactly in its documented form, prefix included.',
    },
    'enc-url': {
      often: 'medium',
      done: 'and sent {detail}',
      fix: 'Percent-encode the signature once where it travels in a URL, and not at all in a header.',
    },
    'enc-truncated': {
      often: 'low',
      done: 'and cut to {detail}',
      fix: 'Send the whole digest.',
    },
    'hdr-name': {
      often: 'medium',
      done: 'and sent in {detail}',
      fix: 'Send the signature in the documented header.',
    },
    'ver-scheme': {
      often: 'medium',
      done: 'as the {detail} asks',
      fix: 'Sign as the scheme that belongs to this header or endpoint asks.',
    },
  },
});
