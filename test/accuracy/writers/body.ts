import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** The answer's body and nothing else, as it is copied out of a log or a terminal. */
export default {
  name: 'body',
  write({ answer, record }, random) {
    const body = record ?? answer?.body;
    if (!body || body.startsWith('<')) return undefined;
    return capture(random.chance(0.3) ? `${body}\n` : body, { answerBody: true });
  },
} satisfies Writer;
