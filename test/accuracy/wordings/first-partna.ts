import type { Wordings } from './wordings.js';

export const firstPartna: Wordings = {};
