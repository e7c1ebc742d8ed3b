import type { Wordings } from './wordings.js';

export const firstPayfield: Wordings = {};
