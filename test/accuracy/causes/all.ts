import type { CauseSource } from '../cause.js';
import axys from './axys.js';
import pandabase from './pandabase.js';

export const causes: readonly CauseSource[] = [...pandabase, ...axys];
