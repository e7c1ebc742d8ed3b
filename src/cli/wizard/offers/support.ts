import support from '../../../report/formats/support.js';
import { saveText } from '../save-text.js';
import type { Offer } from '../offer.js';

/** Writes the message to the provider's support. */
const offer: Offer = {
  label({ diagnosis }) {
    return diagnosis.outcome === 'succeeded' ? undefined : "write the message to the provider's support";
  },

  async take({ prompts, asides, report }) {
    const { report: whole, context } = await report();
    const text = await support.render(whole, context);
    await prompts.show(['', ...text.trimEnd().split('\n'), '']);
    const saved = await saveText(text, 'Save it to which file? Empty for none.', { prompts, asides });
    if (saved.is !== 'answer') return saved;
    const words = saved.value === undefined ? 'shown' : `saved to ${saved.value}`;
    return { is: 'answer', value: { words, says: [] } };
  },
};

export default offer;
