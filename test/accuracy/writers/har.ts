import { har } from '../capture/several.js';
import type { Writer } from '../writer.js';

/** A browser's HAR with everything in it. */
export default {
  name: 'HAR',
  write: (exchange, random) => har(exchange, 'none', random),
} satisfies Writer;
