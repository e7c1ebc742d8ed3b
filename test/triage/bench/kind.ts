import type { Random } from '../../accuracy/random.js';
import type { Api } from './apis.js';

/** What calls of one kind have in common; what is random in each is drawn. */
export interface Kind {
  readonly api: Api;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: (random: Random) => string;
  /** Of requests with a body. */
  readonly asks?: (random: Random) => string;
  /** null: no answer came. */
  readonly status: number | null;
  /** As the answer says it. */
  readonly code: string | null;
  readonly outcome: 'failed' | 'unknown' | 'succeeded';
  /** The answer's body as text; of a call without an answer what the client threw. */
  readonly says: (random: Random) => string;
  readonly headers?: (random: Random) => Readonly<Record<string, string>>;
}
