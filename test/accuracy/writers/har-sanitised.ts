import { har } from '../capture/several.js';
import type { Writer } from '../writer.js';

/** A HAR whose exporter left secret headers out, or masked their values. */
export default {
  name: 'HAR, sanitised',
  write: (exchange, random) => har(exchange, random.chance(0.6) ? 'browser' : 'masking', random),
} satisfies Writer;
