import type { Wordings } from './wordings.js';

/** The wordings of the second, independent generator; ids without an entry are worded by the first alone. */
export const second: Wordings = {};
