import { createHash } from 'node:crypto';
import { decodedBytes } from '../exchange/body.js';
import type { RequestMessage } from '../exchange/exchange.js';
import type { Answer } from './answer.js';

interface Kept {
  /** What the first request with the key was. */
  readonly request: string;
  readonly until: number;
  readonly answer: Answer;
}

export type KeyState = 'new' | 'repeated' | 'reused';

const KEPT = 1000;

/** The answers of requests with an idempotency key, for as long as keys are documented to live. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly lifetimeHours = Number.POSITIVE_INFINITY) {}

  /** Whether a key was used before, and the answer that was given then. */
  find(key: string, request: RequestMessage, now: number): { state: KeyState; answer?: Answer } {
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= now) return { state: 'new' };
    return { state: kept.request === identity(request) ? 'repeated' : 'reused', answer: kept.answer };
  }

  /** Keeps the first answer for a key. */
  keep(key: string, request: RequestMessage, answer: Answer, now: number): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, {
      request: identity(request),
      until: now + this.lifetimeHours * 3_600_000,
      answer,
    });
  }
}

function identity({ method, target, headers, body }: RequestMessage): string {
  const bytes = decodedBytes(body, headers.get('content-encoding')?.value) ?? new Uint8Array();
  return `${method} ${target} ${createHash('sha256').update(bytes).digest('hex')}`;
}
