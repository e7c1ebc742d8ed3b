import type { Exchange } from '../exchange/exchange.js';
import { isObject } from '../facts/json-reading.js';
import type { DescriptionDocument, Part } from './document.js';
import type { RouteMatch } from './routes.js';
import type { ReportingChecks } from './schema-checks.js';

/** What one check of an exchange against its operation works on. */
export interface Checked {
  readonly exchange: Exchange;
  readonly operation: Operation;
  readonly document: DescriptionDocument;
  readonly checks: ReportingChecks;
}

/** One described operation, and the call of it. */
export class Operation {
  /** `POST /v1/orders/{id}`. */
  readonly name: string;

  constructor(
    private readonly document: DescriptionDocument,
    readonly match: RouteMatch,
    readonly part: Part,
    method: string,
  ) {
    this.name = `${method} ${match.route.whole}`;
  }

  /** A part of the operation, references followed; undefined where it is not described. */
  in(...keys: string[]): Part | undefined {
    return this.document.in(this.part, ...keys);
  }

  /** Its own parameters, then those of the path that it does not replace. */
  get parameters(): readonly Part[] {
    const known = new Set<string>();
    return [
      ...this.document.items(this.in('parameters')),
      ...this.document.items(this.document.in(this.match.route.item, 'parameters')),
    ].filter(({ value }) => {
      if (!isObject(value)) return false;
      const id = `${value.in} ${value.name}`;
      if (known.has(id)) return false;
      known.add(id);
      return true;
    });
  }
}
