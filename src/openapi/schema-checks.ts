import type { JsonPath } from '../exchange/place.js';
import { isRedacted } from '../exchange/headers.js';
import type { DescriptionDocument } from './document.js';
import { SchemaCheck, type SchemaFault, UnusableSchema } from './schema-check.js';
import type { Side } from './schema-view.js';

/** Faults of a value against the schema at a path; `texts` where texts stand for numbers and the like. */
export type ReportingChecks = (
  path: JsonPath,
  value: unknown,
  how: { readonly side: Side; readonly texts?: true; readonly what: string },
) => SchemaFault[];

/** The validators of one description, each made when it is first needed. */
export class SchemaChecks {
  readonly #made = new Map<string, SchemaCheck>();

  constructor(
    private readonly document: DescriptionDocument,
    private readonly version: '3.0' | '3.1',
  ) {}

  /** Checks that note what could not be checked instead of failing. */
  reporting(unchecked: { what: string; how: string }[]): ReportingChecks {
    return (path, value, { side, texts = false, what }) => {
      try {
        return this.#check(side, texts)
          .faults(path, value)
          .filter((fault) => !isMaskedFault(fault));
      } catch (error) {
        // Whatever walks the description calls itself for each level.
        if (!(error instanceof UnusableSchema || error instanceof RangeError)) throw error;
        const why = error instanceof UnusableSchema ? error.message : 'the file is nested too deeply';
        unchecked.push({
          what: `${what} against ${this.document.input.name}`,
          how: `mend its schema: ${why}`,
        });
        return [];
      }
    };
  }

  #check(side: Side, texts: boolean): SchemaCheck {
    const key = `${side} ${texts}`;
    const made = this.#made.get(key) ?? new SchemaCheck(this.document, this.version, side, texts);
    this.#made.set(key, made);
    return made;
  }
}

/** What the recorder masked breaks nothing. */
function isMaskedFault({ keyword, value }: SchemaFault): boolean {
  return ABOUT_MEMBERS.has(keyword) ? false : holdsMask(value);
}

/** Keywords of which no value inside can be to blame. */
const ABOUT_MEMBERS: ReadonlySet<string> = new Set([
  'required',
  'dependentRequired',
  'additionalProperties',
  'unevaluatedProperties',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
]);

function holdsMask(value: unknown): boolean {
  if (typeof value === 'string') return isRedacted(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMask);
}
