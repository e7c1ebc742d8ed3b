import { factsThatNeed, notCollected } from '../fact.js';

/** How what only a person can tell is learnt. */
export const ASK_A_PERSON = 'errdoctor wizard FILE';

/** What no capture holds and no probe sees: packs put the questions, people answer them. */
export default factsThatNeed('answers', {
  'told.*': {
    means:
      'the answer to a question that only a person can answer, by its name under `questions` in the `pack.yaml` of the provider or of `http`',
    get: () => notCollected('what only you can tell', ASK_A_PERSON),
  },
});
