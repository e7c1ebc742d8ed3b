import { createHash } from 'node:crypto';
import { decodedBytes } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { hostOf, pathOf, routeOf, targetOf } from '../exchange/request-url.js';
import { callerOf } from '../facts/caller.js';
import type { Facts } from '../facts/facts.js';
import { idempotencyKey } from '../facts/idempotency-key.js';
import { isObject } from '../facts/json-reading.js';

/** One exchange of a session, as those after it look back on it. What takes work is read when it is first asked for. */
export class Entry {
  #facts: Facts | undefined;
  #caller: { readonly is: string | undefined } | undefined;
  #route: string | undefined;
  #request: { readonly is: string | undefined } | undefined;

  constructor(
    readonly exchange: Exchange,
    /** Epoch milliseconds by the clock of the session; undefined where that clock was not captured. */
    readonly time: number | undefined,
    private readonly factsOf: (exchange: Exchange) => Facts,
  ) {}

  get facts(): Facts {
    this.#facts ??= this.factsOf(this.exchange);
    return this.#facts;
  }

  get method(): string | undefined {
    return this.exchange.request?.method?.toUpperCase();
  }

  get host(): string | undefined {
    return hostOf(this.exchange.request);
  }

  get path(): string | undefined {
    return pathOf(this.exchange.request);
  }

  get status(): number | undefined {
    return this.exchange.response?.status;
  }

  /** Method and URL; undefined where one of them was not captured. */
  get call(): string | undefined {
    const target = targetOf(this.exchange.request);
    return this.method && this.host && target ? `${this.method} ${this.host}${target}` : undefined;
  }

  /** Method and path template: a segment with a digit that is no version names one thing. */
  get route(): string {
    this.#route ??= `${this.method} ${routeOf(this.path ?? '')}`;
    return this.#route;
  }

  /** Who called which host; undefined where the credential was not captured. Never printed. */
  get caller(): string | undefined {
    this.#caller ??= { is: callerOf(this.facts) };
    return this.#caller.is && `${this.host} ${this.#caller.is}`;
  }

  /** The idempotency key; undefined where none was sent or captured. */
  get key(): string | undefined {
    const fact = idempotencyKey(this.facts);
    return fact.is === 'known' && typeof fact.value === 'string' && fact.value !== ''
      ? fact.value
      : undefined;
  }

  /** Whether an answer came that says that the call did what it should. */
  get succeeded(): boolean {
    const { status } = this;
    return status !== undefined && status < 400 && status >= 200 && this.facts.envelope.succeeded !== false;
  }

  /** By status alone: what is told apart without reading a body. */
  get failed(): boolean {
    return this.exchange.transport !== undefined || (this.status ?? 0) >= 400;
  }

  /**
   * What makes two attempts the same request: method, URL and body, but not the idempotency key that a body may hold;
   * undefined where a part was not captured.
   */
  get request(): string | undefined {
    this.#request ??= { is: this.call && join(this.call, digestOf(this.#bodyWithoutKey())) };
    return this.#request.is;
  }

  /** The body as it was sent; undefined where it was not captured whole. */
  get body(): string | undefined {
    const body = this.exchange.request?.body;
    if (!body || body.is === 'cut') return undefined;
    // What only reads has no body, whether the recorder keeps bodies or not.
    if (body.is === 'not-captured') return READS.has(this.method ?? '') ? '' : undefined;
    if (body.is === 'none') return '';
    if (body.is === 'parsed') return JSON.stringify(body.value);
    return Buffer.from(decodedBytes(body) ?? body.wire).toString('latin1');
  }

  #bodyWithoutKey(): string | undefined {
    const { field } = this.facts.pack?.idempotency ?? {};
    const body = field ? this.facts.body('request') : undefined;
    if (!field || body?.is !== 'json' || !isObject(body.value)) return this.body;
    const { [field]: _, ...others } = body.value;
    return JSON.stringify(others);
  }
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function digestOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : createHash('sha256').update(text).digest('base64');
}

function join(call: string, digest: string | undefined): string | undefined {
  return digest === undefined ? undefined : `${call} ${digest}`;
}
