import { axys } from './second-axys.js';
import { contro } from './second-contro.js';
import { pandabase } from './second-pandabase.js';
import { partna } from './second-partna.js';
import { payfield } from './second-payfield.js';
import type { Wordings } from './wordings.js';

/**
 * The wordings of the second, independent generator; ids without an entry are worded by the first alone.
 * They follow what validators, frameworks and gateways are known to say.
 */
export const second: Wordings = { ...axys, ...contro, ...pandabase, ...partna, ...payfield };
