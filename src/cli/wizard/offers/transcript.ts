import { secretSettings } from '../../../mask-for.js';
import { saveText } from '../save-text.js';
import type { Offer, OfferSetting } from '../offer.js';
import { repeatCommand } from '../repeat-command.js';

const NAME = 'errdoctor-transcript.md';

/** Saves what was asked and found, masked, for a colleague and for later. */
const transcript: Offer = {
  label() {
    return 'save what was asked and found, to share it or to go on later';
  },

  async take(setting) {
    const { prompts, asides, session } = setting;
    const text = await transcriptOf(setting);
    const saved = await saveText(text, 'Save it to which file?', { prompts, asides, initial: NAME });
    if (saved.is !== 'answer') return saved;
    const says = [`To repeat the diagnosis: ${repeatCommand(session, saved.value)}`];
    await prompts.show(says);
    return { is: 'answer', value: { words: `saved to ${saved.value}`, says } };
  },
};

export default transcript;

/** The transcript of a conversation as it stands. */
export async function transcriptOf({
  session,
  engine,
  mask,
  report,
}: Pick<OfferSetting, 'session' | 'engine' | 'mask' | 'report'>): Promise<string> {
  const [{ writeTranscript }, { default: markdown }, { report: whole, context }] = await Promise.all([
    import('../../../wizard/transcript.js'),
    import('../../../report/formats/markdown.js'),
    report(),
  ]);
  const settings = secretSettings([...engine.store.packs.values()].map((pack) => pack.settings));
  return writeTranscript(session, { mask, settings }, await markdown.render(whole, context));
}
