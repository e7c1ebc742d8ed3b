import { createContext, Script } from 'node:vm';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonPath } from '../exchange/place.js';
import { isObject } from '../facts/json-reading.js';
import type { DescriptionDocument } from './document.js';
import { type Schema, SchemaView, type Side, WHOLE } from './schema-view.js';

/** A value that its schema does not allow, by one keyword. */
export interface SchemaFault {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** From the value that was checked to the one at fault. */
  readonly path: JsonPath;
  readonly value: unknown;
  /** The schema that holds the keyword, and where it stands in the description. */
  readonly schema: Schema;
  readonly schemaPath: JsonPath;
}

/** A part of the description that cannot be used; the message says why. */
export class UnusableSchema extends Error {}

/** What the user's own patterns may cost: some take longer than a life. */
const LONGEST_MILLISECONDS = 2000;
/** Alternatives within alternatives; deeper ones are told as a whole. */
const DEEPEST = 6;

/** Checks values against the schemas of one description: for one direction, and for texts that stand for values. */
export class SchemaCheck {
  readonly view: SchemaView;
  readonly #ajv: Ajv;
  readonly #compiled = new WeakMap<Schema, ValidateFunction>();
  readonly #reached = new WeakMap<object, ReadonlySet<object>>();

  constructor(document: DescriptionDocument, version: '3.0' | '3.1', side: Side, texts: boolean) {
    this.view = new SchemaView(document.root, version, side);
    const options: Options = {
      allErrors: true,
      verbose: true,
      strict: false,
      logger: false,
      meta: false,
      validateSchema: false,
      addUsedSchema: false,
      code: { regExp: tolerantPattern },
      ...(texts && { coerceTypes: 'array' }),
    };
    this.#ajv = version === '3.0' ? new Ajv(options) : new Ajv2020(options);
    formats.default(this.#ajv);
    this.#ajv.addSchema(this.view.root, WHOLE);
  }

  /**
   * What is wrong with a value.
   *
   * @param path of the schema in the description
   * @throws UnusableSchema when it cannot be compiled, or when checking takes too long
   */
  faults(path: JsonPath, value: unknown): SchemaFault[] {
    const schema = this.view.at(path);
    return isObject(schema) ? this.#check(schema, value, 0) : [];
  }

  #check(schema: Schema, value: unknown, depth: number): SchemaFault[] {
    const errors = this.#errors(schema, value);
    const summaries = errors.filter(({ keyword }) => SUMMARIES.has(keyword));
    const told = errors.filter(
      (error) => error.keyword !== 'if' && !summaries.some((summary) => this.#isWithin(error, summary)),
    );
    return told.flatMap((error) => {
      const fault = this.#fault(error);
      return error.keyword === 'oneOf' || error.keyword === 'anyOf'
        ? this.#alternative(fault, depth)
        : [fault];
    });
  }

  #errors(schema: Schema, value: unknown): readonly ErrorObject[] {
    try {
      let validate = this.#compiled.get(schema);
      // What is checked as texts is changed while it is checked, which takes an object around it.
      validate ??= this.#ajv.compile({ properties: { value: schema } });
      this.#compiled.set(schema, validate);
      return bounded(validate, { value });
    } catch (error) {
      throw new UnusableSchema(reason(error as Error));
    }
  }

  #fault({ keyword, params, instancePath, data, parentSchema }: ErrorObject): SchemaFault {
    const path = instancePath
      .split('/')
      .slice(2)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const schema = parentSchema as Schema;
    return { keyword, params, path, value: data, schema, schemaPath: this.view.pathOf(schema) };
  }

  /** Of alternatives none of which fits, what is wrong with the one that fits best. */
  #alternative(fault: SchemaFault, depth: number): SchemaFault[] {
    const branches = fault.schema[fault.keyword] as readonly Schema[];
    if (fault.params.passingSchemas || depth >= DEEPEST) return [fault];
    const chosen = this.#discriminated(fault, branches);
    const candidates = (chosen ? [chosen] : branches).map((branch) =>
      this.#check(branch, fault.value, depth + 1),
    );
    const [best, ...rest] = [...candidates].sort((a, b) => misfit(a) - misfit(b));
    if (!best) return [fault];
    if (misfit(best) < WRONG_TYPE || rest.length === 0)
      return best.map((one) => ({ ...one, path: [...fault.path, ...one.path] }));
    const types = candidates.map(([first]) => (first?.keyword === 'type' ? first.params.type : undefined));
    if (types.includes(undefined)) return [fault];
    return [{ ...fault, keyword: 'type', params: { type: [...new Set(types.flat())] } }];
  }

  /** The alternative that the discriminator names (OpenAPI 3.0.4 and 3.1.1, section 4.8.25). */
  #discriminated({ schema, value }: SchemaFault, branches: readonly Schema[]): Schema | undefined {
    const { discriminator } = schema;
    if (!isObject(discriminator) || !isObject(value)) return undefined;
    const named = value[String(discriminator.propertyName)];
    if (typeof named !== 'string') return undefined;
    const { mapping } = discriminator;
    const mapped = isObject(mapping) && Object.hasOwn(mapping, named) ? String(mapping[named]) : named;
    const reference = `${WHOLE}${mapped.startsWith('#') ? mapped : `#/components/schemas/${mapped}`}`;
    return branches.find(({ $ref }) => $ref === reference);
  }

  /** Whether an error only says why an alternative of another does not fit. */
  #isWithin(error: ErrorObject, summary: ErrorObject): boolean {
    return (
      error !== summary &&
      `${error.instancePath}/`.startsWith(`${summary.instancePath}/`) &&
      this.#reachable(summary).has(error.parentSchema as object)
    );
  }

  #reachable({ schema }: ErrorObject): ReadonlySet<object> {
    const kept = this.#reached.get(schema as object);
    if (kept) return kept;
    const found = new Set<object>();
    const waiting: unknown[] = [schema];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (typeof next !== 'object' || next === null || found.has(next)) continue;
      found.add(next);
      waiting.push(...Object.values(next));
      const { $ref } = next as Schema;
      if (typeof $ref === 'string') waiting.push(this.view.referred($ref));
    }
    this.#reached.set(schema as object, found);
    return found;
  }
}

const SUMMARIES: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'contains', 'propertyNames', 'not']);

/** From this on a value is not what the alternative is about at all. */
const WRONG_TYPE = 1000;

/** How badly an alternative fits: one of another type not at all, one with another constant hardly. */
function misfit(faults: readonly SchemaFault[]): number {
  return faults.reduce((sum, { keyword, path }) => {
    if (keyword === 'type' && path.length === 0) return sum + WRONG_TYPE;
    return sum + ((keyword === 'const' || keyword === 'enum') && path.length < 2 ? 100 : 10);
  }, 0);
}

/** Runs what may never end: the time limit of a context stops all that it calls, patterns included. */
function bounded(validate: ValidateFunction, value: unknown): readonly ErrorObject[] {
  const context = createContext({ run: () => void validate(value) });
  new Script('run()').runInContext(context, { timeout: LONGEST_MILLISECONDS });
  return validate.errors ?? [];
}

/** Patterns that only the older syntax knows (`\-`) are read by that. */
const tolerantPattern = Object.assign(
  (pattern: string, flags: string): RegExp => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return new RegExp(pattern);
    }
  },
  { code: 'tolerantPattern' },
);

function reason(error: Error & { code?: string; missingRef?: string }): string {
  if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
    return 'one of its patterns takes too long on this value';
  if (error.missingRef !== undefined)
    return error.missingRef.startsWith(WHOLE)
      ? `it refers to ${error.missingRef.slice(WHOLE.length)}, which is not there`
      : `it refers to ${error.missingRef}, and only references within the file are followed`;
  if (error instanceof RangeError) return 'the file is nested too deeply';
  return error.message.split('\n')[0] ?? '';
}
