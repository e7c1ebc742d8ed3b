import type { Random } from '../random.js';
import { first } from './first.js';
import { second } from './second.js';

/** What an API may say where its documentation fixes no text. `{name}` stands for a value of the exchange. */
export interface Wording {
  /** Texts that name the cause to a reader of English. */
  readonly telling?: readonly string[];
  /** Texts that fit other causes of the same status as well. */
  readonly vague?: readonly string[];
  /** The documented text in other spellings: case, punctuation, a detail behind it. */
  readonly fixed?: readonly string[];
}

/** Cause id → wordings. Two people write one each, without seeing the rules or each other's. */
export type Wordings = Readonly<Record<string, Wording>>;

export interface Said {
  readonly text: string;
  /** The text alone names the cause. */
  readonly telling: boolean;
}

const SHARE_OF_TELLING = 0.6;

/** Draws wordings, half from each generator where both have one. */
export class Words {
  /** Whose words were drawn last. */
  source: 'first' | 'second' | 'documented' = 'documented';

  constructor(private readonly random: Random) {}

  /** A text where none is documented. */
  free(id: string, values: Readonly<Record<string, string>> = {}): Said {
    const { telling = [], vague = [] } = this.#of(id);
    const tells = telling.length > 0 && (vague.length === 0 || this.random.chance(SHARE_OF_TELLING));
    return { text: fill(this.random.pick(tells ? telling : vague), values), telling: tells };
  }

  /** The documented text, as it is or in another spelling. */
  fixed(id: string, documented: string, values: Readonly<Record<string, string>> = {}): string {
    const others = this.#of(id).fixed ?? [];
    const said = this.random.chance(0.5) ? documented : this.random.pick([documented, ...others]);
    if (said === documented) this.source = 'documented';
    return fill(said, values);
  }

  #of(id: string): Wording {
    const both = (
      [
        ['first', first[id]],
        ['second', second[id]],
      ] as const
    ).filter(([, one]) => one !== undefined);
    if (both.length === 0) return {};
    const [source, wording] = this.random.pick(both);
    this.source = source;
    return wording ?? {};
  }
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing stands for ${whole} in the wording "${text}"`);
    return value;
  });
}
