import type { Wording, Wordings } from './wordings.js';
import { firstAxys } from './first-axys.js';
import { firstContro } from './first-contro.js';
import { firstPandabase } from './first-pandabase.js';
import { firstPartna } from './first-partna.js';
import { firstPayfield } from './first-payfield.js';

/** The wordings of the first generator. */
export const first: Wordings = {
  ...prefixed('pandabase', firstPandabase),
  ...prefixed('axys', firstAxys),
  ...prefixed('partna', firstPartna),
  ...prefixed('payfield', firstPayfield),
  ...prefixed('contro', firstContro),
};

function prefixed(provider: string, wordings: Readonly<Record<string, Wording>>): Wordings {
  return Object.fromEntries(
    Object.entries(wordings).map(([name, wording]) => [`${provider}/${name}`, wording]),
  );
}
