import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions } from '../diagnose.js';
import type { ReadInputResult } from '../input/read-input.js';
import type { Exchange } from '../exchange/exchange.js';
import { hostOf, pathOf } from '../exchange/request-url.js';
import { foldedPath, templateOf } from './address.js';

/** A working exchange to compare with, and what makes it comparable. */
export interface GoodCall {
  readonly exchange: Exchange;
  /** Number in its input, from 1. */
  readonly entry: number;
  /** `same method and path`. */
  readonly alike: string;
}

/** How two calls fit each other: more is better; undefined where they have nothing in common. */
interface Fit {
  readonly score: number;
  readonly alike: string;
}

/** The working exchanges of an input, from which the best is chosen for each failing one. */
export class GoodCalls {
  readonly #worked = new Map<Exchange, boolean>();
  readonly #options: DiagnoseOptions;

  constructor(
    private readonly engine: Engine,
    readonly read: ReadInputResult,
    { provider, env }: DiagnoseOptions,
  ) {
    this.#options = { provider, env };
  }

  /** The one that fits best of those that succeeded, or a sentence why there is none. */
  async bestFor(bad: Exchange): Promise<GoodCall | string> {
    const { exchanges, input } = this.read;
    const name = input.name === '-' ? 'Standard input' : input.name;
    const fitting = exchanges
      .map((exchange, index) => ({ exchange, entry: index + 1, fit: fitOf(bad, exchange) }))
      .filter(({ exchange, fit }) => exchange !== bad && fit !== undefined)
      .sort((one, other) => (other.fit as Fit).score - (one.fit as Fit).score);
    for (const { exchange, entry, fit } of fitting) {
      if (await this.#succeeded(exchange)) return { exchange, entry, alike: (fit as Fit).alike };
    }
    for (const exchange of exchanges) {
      if (await this.#succeeded(exchange))
        return `${name} holds no call to the same path or host that succeeded.`;
    }
    return exchanges.length === 1
      ? `The call in ${name} did not succeed, so there is nothing to compare with.`
      : `None of the ${exchanges.length} calls in ${name} succeeded, so there is nothing to compare with.`;
  }

  async #succeeded(exchange: Exchange): Promise<boolean> {
    const before = this.#worked.get(exchange);
    if (before !== undefined) return before;
    // Redirects and answers to CONNECT lead elsewhere; a request alone tells nothing.
    const { status } = exchange.response ?? {};
    let worked =
      exchange.response !== undefined && !(status !== undefined && (status < 200 || status >= 400));
    if (worked) {
      await this.engine.prepare([exchange], this.#options);
      worked = this.engine.diagnose(exchange, this.#options).outcome === 'succeeded';
    }
    this.#worked.set(exchange, worked);
    return worked;
  }
}

function fitOf(bad: Exchange, good: Exchange): Fit | undefined {
  const [host, goodHost] = [hostOf(bad.request), hostOf(good.request)];
  const [path, goodPath] = [pathOf(bad.request), pathOf(good.request)];
  if (host === undefined && path === undefined)
    return { score: 0, alike: 'where the failing call went is not captured' };
  const [method, goodMethod] = [bad.request?.method?.toUpperCase(), good.request?.method?.toUpperCase()];
  const sameMethod = method !== undefined && method === goodMethod;
  const sameHost = host !== undefined && host === goodHost;
  const pathScore = path === undefined || goodPath === undefined ? 0 : pathFit(path, goodPath);
  if (pathScore > 0)
    return {
      score: 10 + (sameMethod ? 4 : 0) + pathScore + (sameHost ? 0.5 : 0),
      alike: sameMethod ? 'same method and path' : 'same path',
    };
  return sameHost ? { score: 1 + (sameMethod ? 1 : 0), alike: 'same host, another path' } : undefined;
}

function pathFit(path: string, other: string): number {
  if (path === other) return 3;
  if (foldedPath(path) === foldedPath(other)) return 2;
  return templateOf(path) === templateOf(other) ? 1 : 0;
}
