import { defineMistakes, type Variant } from '../mistake.js';
import type { Step } from '../scheme.js';
import { decodeUri, encodePath, normalizePath, percentEncode } from '../uri.js';
import { urlParts, writeUrl } from '../url-parts.js';
import { varyStep } from '../vary-step.js';

/** A path that is percent-encoded more or less often than it is signed. */
export default defineMistakes({
  mistakes: {
    'enc-double': {
      often: 'high',
      done: 'with the path {detail}',
      fix: 'Encode the path as often as the scheme asks: once is what is sent, and a second time only where that is documented.',
    },
  },
  atoms: { path: recoded, target: recoded, url: recoded },
  steps: (before, steps, { material }) => varyStep(before, steps, material, otherTimes),
});

function* recoded(value: string): Iterable<Variant> {
  const parts = urlParts(value);
  yield encoded('percent-decoded', writeUrl({ ...parts, path: decodeUri(parts.path) }));
  if (parts.query?.includes('%'))
    yield encoded('and the query string percent-encoded once more', value.replaceAll('%', '%25'));
  // Without an escape in it, encoding the path is a first encoding, which is another mistake.
  if (!parts.path.includes('%')) return;
  const more = (how: string, path: string) =>
    encoded(`percent-encoded once more${how}`, writeUrl({ ...parts, path }));
  yield more('', parts.path.replaceAll('%', '%25'));
  yield more(', with its reserved characters', again(parts.path));
}

function* otherTimes(path: string, step: Step): Iterable<Variant> {
  if (typeof step !== 'object' || !('encodePath' in step)) return;
  const once = encodePath(path, 'once');
  if (step.encodePath === 'once') {
    yield encoded('percent-encoded twice', again(once));
    yield { id: 'path-double-slash', detail: NORMALISED, value: encodePath(normalizePath(path), 'once') };
  } else {
    yield encoded('percent-encoded once', once);
    yield encoded('percent-encoded once, without dot segments', encodePath(normalizePath(path), 'once'));
    yield encoded('percent-encoded three times', again(encodePath(path, 'twice')));
    yield { id: 'path-double-slash', detail: 'the path as sent, with //, ./ and ../', value: again(path) };
  }
  yield encoded('as sent, not encoded by the signer', path);
  yield encoded('percent-decoded', decodeUri(path));
}

const NORMALISED = '//, ./ and ../ taken out of the path';

function again(path: string): string {
  return path
    .split('/')
    .map((segment) => percentEncode(segment, 'rfc3986'))
    .join('/');
}

function encoded(detail: string, value: string): Variant {
  return { id: 'enc-double', detail, value };
}
