import type { Wordings } from './wordings.js';

export const firstContro: Wordings = {};
