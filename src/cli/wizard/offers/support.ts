import support from '../../../report/formats/support.js';
import { saveText } from '../save-text.js';
import { consent } from '../consent.js';
import type { Offer } from '../offer.js';

const NAME = 'errdoctor-support.txt';

/** Writes the message to the provider's support. */
const offer: Offer = {
  label({ diagnosis }) {
    return diagnosis.outcome === 'succeeded' ? undefined : "write the message to the provider's support";
  },

  async take({ prompts, asides, report }) {
    const { report: whole, context } = await report();
    const text = await support.render(whole, context);
    await prompts.show(['', ...text.trimEnd().split('\n'), '']);
    const wanted = await consent('Save it to a file?', prompts, asides);
    if (wanted.is !== 'answer') return wanted;
    if (!wanted.value) return { is: 'answer', value: { words: 'shown', says: [] } };
    const saved = await saveText(text, 'To which file?', { prompts, asides, initial: NAME });
    if (saved.is !== 'answer') return saved;
    return { is: 'answer', value: { words: `saved to ${saved.value}`, says: [] } };
  },
};

export default offer;
