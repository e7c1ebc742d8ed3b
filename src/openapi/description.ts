import type { Exchange } from '../exchange/exchange.js';
import { pathOf } from '../exchange/request-url.js';
import { isObject } from '../facts/json-reading.js';
import type { Input } from '../input/input.js';
import { bodyViolations } from './check-body.js';
import { parameterViolations } from './check-parameters.js';
import { responseViolations } from './check-response.js';
import { securityViolations } from './check-security.js';
import { DescriptionDocument, type Part, UnusableDescription } from './document.js';
import type { DescriptionFinding, Violation } from './finding.js';
import { Operation } from './operation.js';
import { METHODS, type RouteMatch, Routes } from './routes.js';
import { SchemaChecks } from './schema-checks.js';
import { list } from './schema-words.js';

export { UnusableDescription };

/** An OpenAPI description, ready to hold exchanges against. */
export class ApiDescription {
  readonly #routes: Routes;
  readonly #checks: SchemaChecks;

  private constructor(
    private readonly document: DescriptionDocument,
    version: '3.0' | '3.1',
  ) {
    this.#routes = new Routes(document);
    this.#checks = new SchemaChecks(document, version);
  }

  /**
   * Reads a description of OpenAPI 3.0 or 3.1, as JSON or YAML. No other file is read and nothing is fetched.
   *
   * @throws UnusableDescription with a sentence for the user
   */
  static async read(input: Input): Promise<ApiDescription> {
    const document = await DescriptionDocument.read(input);
    return new ApiDescription(document, versionOf(document));
  }

  /** The file it was read from: evidence points into it. */
  get input(): Input {
    return this.document.input;
  }

  /** Holds one exchange against the description; undefined where it says nothing of such a call. */
  check(exchange: Exchange): DescriptionFinding | undefined {
    const { request } = exchange;
    // A delivery went to the user's own endpoint.
    if (!request || exchange.delivery) return undefined;
    const base = { file: this.input.name, otherHost: this.#routes.otherHost(request) };
    this.document.lost.clear();
    const match = this.#routes.match(request);
    if (!match) {
      const violation = this.#pathViolation(exchange);
      return violation && { ...base, violations: [violation], unchecked: [] };
    }
    const { method } = request;
    if (!this.document.in(match.route.part)) return { ...base, violations: [], unchecked: this.#lost() };
    const part = method === undefined ? undefined : this.#operationPart(match, method);
    if (!part) {
      const violation = method === undefined ? undefined : this.#methodViolation(exchange, match, method);
      return { ...base, violations: violation ? [violation] : [], unchecked: [] };
    }
    const operation = new Operation(this.document, match, part, (method as string).toUpperCase());
    const unchecked: { what: string; how: string }[] = [];
    const of = { exchange, operation, document: this.document, checks: this.#checks.reporting(unchecked) };
    const violations = [
      ...securityViolations(of),
      ...parameterViolations(of),
      ...bodyViolations(of),
      ...responseViolations(of),
    ];
    const at = this.document.placeOf(part.path);
    return {
      ...base,
      operation: { name: operation.name, at },
      violations,
      unchecked: [...unchecked, ...this.#lost()],
    };
  }

  /** Parts that a reference hides: nothing is said of them. */
  #lost(): { what: string; how: string }[] {
    return [...this.document.lost].map((reference) => ({
      what: `what ${this.input.name} says at ${reference}`,
      how: 'put it into the same file: only references within it are followed',
    }));
  }

  #operationPart({ route }: RouteMatch, method: string): Part | undefined {
    const found = this.document.in(route.item, method.toLowerCase());
    return found && isObject(found.value) ? found : undefined;
  }

  #pathViolation({ request }: Exchange): Violation | undefined {
    if (!request) return undefined;
    const path = pathOf(request);
    if (!path?.startsWith('/')) return undefined;
    const near = this.#routes.nearest(request);
    return {
      part: 'path',
      name: path,
      says: `${path} is none of the paths that are described`,
      at: request.urlAt,
      ...(near && {
        instead: near.whole,
        described: {
          says: 'the described path that comes nearest',
          at: this.document.placeOf(near.part.path),
        },
      }),
    };
  }

  /** HEAD comes with GET and OPTIONS with CORS: servers answer them without a description. */
  #methodViolation({ request }: Exchange, { route }: RouteMatch, method: string): Violation | undefined {
    const name = method.toUpperCase();
    if (name === 'HEAD' || name === 'OPTIONS' || !METHODS.has(name.toLowerCase())) return undefined;
    const methods = this.#routes.methodsOf(route);
    return {
      part: 'method',
      name,
      says: `${name} is not described for ${route.whole}`,
      at: request?.methodAt,
      instead: list(methods),
      described: {
        says:
          methods.length > 0 ? `described here for ${list(methods)}` : 'described here without any method',
        at: this.document.placeOf(route.part.path),
      },
    };
  }
}

function versionOf({ root, input: { name } }: DescriptionDocument): '3.0' | '3.1' {
  const version = String(root.openapi ?? '');
  if (root.swagger !== undefined)
    throw new UnusableDescription(
      `${name} is a Swagger 2.0 description; OpenAPI 3.0 and 3.1 are read. Convert it first: npx swagger2openapi ${name}`,
    );
  if (root.openapi === undefined)
    throw new UnusableDescription(`${name} is no OpenAPI description: it has no member "openapi".`);
  if (!/^3\.[01](?:\.|$)/.test(version))
    throw new UnusableDescription(`${name} is written in OpenAPI ${version}; 3.0 and 3.1 are read.`);
  if (!isObject(root.paths) || Object.keys(root.paths).length === 0)
    throw new UnusableDescription(`${name} describes no paths, so there is nothing to compare with.`);
  return version.startsWith('3.0') ? '3.0' : '3.1';
}
