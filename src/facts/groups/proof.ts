import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';

/** What recomputing the signature with the user's secret told. */
export default defineFacts({
  'proof.signature': {
    means:
      '`right`, `mistake` (a known one reproduces what was sent), `not-found`, or why nothing was compared: `inexact`, `incomplete`, `no-signature`, `unreadable`',
    get: (context) => view(context, ({ is }) => is),
    says: (value) =>
      value === 'right'
        ? 'the documented computation gives the signature that was sent'
        : value === 'mistake'
          ? 'the signature that was sent was reproduced'
          : 'the signature that was sent could not be reproduced',
  },
  'proof.mistakes': {
    means: 'the ids of the signing mistakes that together reproduce the signature',
    get: (context) => view(context, ({ explanations: [first] }) => first?.mistakes.map(({ id }) => id) ?? []),
    says: (value) => `it was signed with these mistakes: ${(value as string[]).join(', ')}`,
  },
});

function view(
  { stated: { signature } }: FactContext,
  read: (finding: NonNullable<FactContext['stated']['signature']>) => unknown,
): Fact {
  return signature && signature.is !== 'no-secret'
    ? known(read(signature))
    : notCollected('whether the signature is right', '--secret-env NAME');
}
