import { visible } from '../visible.js';
import { type Check, type CheckContext, check, reads } from './check.js';

/** How the parts are put together, and those that are signed as they stand: what the program's own string can be compared with. */
export function* layoutChecks(context: CheckContext): Iterable<Check> {
  const { expected, scheme, material } = context;
  if (expected) yield check('layout', 'cannot tell', layoutWords(context), STRING_TO_SIGN);
  if (reads(context, 'method')) {
    const signed = expected?.parts.find(({ atom }) => atom === 'method')?.value ?? material.method;
    yield signed === undefined
      ? check('method case', 'cannot tell', 'The capture does not hold the method.')
      : check(
          'method case',
          'cannot tell',
          `It is signed as ${visible(signed)}, whatever case the client takes.`,
        );
  }
  if (scheme.time && reads(context, 'time'))
    yield check(
      'signed timestamp',
      'cannot tell',
      'The very text that is sent is signed, digit for digit: the clock is read once for both.',
    );
  const empty = (expected?.parts ?? []).filter(
    ({ atom, value }) => value === '' && ['header', 'param', 'form', 'field', 'token'].includes(atom),
  );
  if (empty.length > 0) {
    const names = empty.map(({ label }) => label).join(', ');
    yield check('other parts', 'cannot tell', `${names}: signed, but not sent; the place stays empty.`);
  }
}

const STRING_TO_SIGN = 'Log the string that the program signs: --string-to-sign FILE compares it.';

function layoutWords({ expected, scheme: { message } }: CheckContext): string {
  const { parts = [], message: text = '' } = expected ?? {};
  if (parts.length < 2) return `The ${parts[0]?.label} is all that is signed, ${text.length} bytes.`;
  const separator = typeof message === 'object' && 'join' in message ? message.join : '';
  const between = separator === '' ? 'nothing' : `"${visible(separator)}"`;
  return `${parts.length} parts with ${between} between them and nothing after the last, ${text.length} bytes.`;
}
