import { access } from './second-pandabase-access.js';
import { money } from './second-pandabase-money.js';
import { payments } from './second-pandabase-payments.js';
import type { Wordings } from './wordings.js';

/** The platform API: its codes name the cause, its messages may change at any time and prove nothing. */
export const pandabase: Wordings = Object.fromEntries(
  Object.entries({ ...access, ...payments, ...money }).map(([name, vague]) => [
    `pandabase/${name}`,
    { vague },
  ]),
);
