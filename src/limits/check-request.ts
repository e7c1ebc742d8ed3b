import { fitsPath } from '../causes/path-template.js';
import { memberAt } from '../exchange/json-member.js';
import type { FactContext } from '../facts/fact.js';
import { isObject } from '../facts/json-reading.js';
import { groupBy } from '../group-by.js';
import type { Variables } from './arithmetic.js';
import { checkSchema } from './check-schema.js';
import { compare, readsOf } from './compare.js';
import { readsHistory, rememberedValues } from './remembered-values.js';
import type { Causes, Comparison, Endpoint, LimitCheck, Limits, Schema } from './limits.js';
import { isMasked, type Sent, sentBody, sentHeader, sentQuery } from './sent-values.js';

/** What the documented limits say of one rule. */
export interface RuleLimits {
  readonly broken: readonly LimitCheck[];
  /** Of constraints that name this very rule. */
  readonly kept: readonly LimitCheck[];
}

/** The request against everything that its provider documents of it, read once. */
export class LimitReading {
  static readonly none = new LimitReading([]);
  readonly #byRule = new Map<string, RuleLimits>();

  constructor(checks: readonly LimitCheck[]) {
    for (const [rule, own] of groupBy(checks, ({ cause }) => cause)) {
      const isKnown = own.every(({ kept }) => kept !== undefined);
      this.#byRule.set(rule, {
        broken: own.filter(({ kept }) => kept === false),
        kept: isKnown ? own.filter(({ kept, specific }) => kept && specific) : [],
      });
    }
  }

  /** Whether no limit is known of the request. */
  get isEmpty(): boolean {
    return this.#byRule.size === 0;
  }

  of(rule: string): RuleLimits | undefined {
    return this.#byRule.get(rule);
  }

  /** What is broken of a rule's limits; one that a working request broke as well is none. */
  brokenOf(rule: string, working: LimitReading | undefined): readonly LimitCheck[] {
    const broken = this.of(rule)?.broken ?? [];
    const shared = working?.of(rule)?.broken ?? [];
    return broken.filter(
      ({ field, keyword }) => !shared.some((one) => one.field === field && one.keyword === keyword),
    );
  }

  /** The rules that a broken limit leads to. */
  get broken(): readonly string[] {
    return [...this.#byRule].filter(([, { broken }]) => broken.length > 0).map(([rule]) => rule);
  }
}

/** Holds the request against the limits of all endpoints that it fits; of what was not captured nothing is said. */
export function checkRequest(limits: Limits, context: FactContext): LimitReading {
  const endpoints = endpointsOf(limits, context);
  if (endpoints.length === 0) return LimitReading.none;
  const body = sentBody(context);
  const query = sentQuery(context);
  const checks: LimitCheck[] = [];
  const check = (sent: Sent, schema: Schema, name: string) =>
    partChecks(checks, sent, schema, name, limits.causes);
  let variables: Variables | undefined;
  for (const endpoint of endpoints) {
    if (endpoint.body && body) check(body, endpoint.body, 'the body');
    if (endpoint.query && query) check(query, endpoint.query, 'the query');
    for (const name in endpoint.headers) {
      const header = sentHeader(context, name);
      if (header?.value !== undefined) check(header, endpoint.headers[name] as Schema, name);
    }
    for (const comparison of endpoint.compare ?? []) {
      if (!canTell(comparison, body, query, context)) continue;
      variables ??= variablesOf(body, query, context);
      const found = compared(comparison, body, query, variables);
      if (found) checks.push(found);
    }
  }
  // Of a provider that is only guessed, its own words must lead to the limit.
  return new LimitReading(
    context.stated.guessed ? checks.map((check) => ({ ...check, onlyNamed: true })) : checks,
  );
}

/** Whether arithmetic is needed to check this request. */
export function needsArithmetic(limits: Limits | undefined, context: FactContext): boolean {
  const compared = limits ? endpointsOf(limits, context).flatMap(({ compare: own = [] }) => own) : [];
  if (compared.length === 0) return false;
  // Reading the bodies of all that succeeded takes longer than loading does.
  if ((context.exchange.response?.status ?? 0) < 400) return true;
  const [body, query] = [sentBody(context), sentQuery(context)];
  return compared.some((one) => canTell(one, body, query, context));
}

/** Whether the exchange holds what a comparison reads. */
function canTell(
  comparison: Comparison,
  body: Sent | undefined,
  query: Sent | undefined,
  context: FactContext,
): boolean {
  return readsOf(comparison).every(([from, path]) => {
    if (from === 'headers') return context.exchange.request?.headers.get(path.join('.')) !== undefined;
    if (from === 'history') return context.stated.history !== undefined;
    const part = from === 'body' ? body?.value : from === 'query' ? query?.value : answerOf(context);
    return memberAt(part, path) !== undefined;
  });
}

function answerOf(context: FactContext): unknown {
  const answer = context.body('response');
  return answer.is === 'json' ? answer.value : undefined;
}

/** Those whose method and path the request is known to have. */
function endpointsOf(limits: Limits, context: FactContext): readonly Endpoint[] {
  const method = context.fact('request.method');
  const path = context.fact('request.path');
  // A delivery went to the user's own endpoint.
  if (context.exchange.delivery || method.is !== 'known' || path.is !== 'known') return [];
  const [called, at] = [String(method.value), String(path.value)];
  return limits.endpoints.filter(
    (endpoint) =>
      (endpoint.method === undefined || isAmong(called, endpoint.method)) && fitsAny(endpoint.path, at),
  );
}

function isAmong(one: string, names: string | readonly string[]): boolean {
  return typeof names === 'string' ? names === one : names.includes(one);
}

function fitsAny(templates: string | readonly string[], path: string): boolean {
  return typeof templates === 'string'
    ? fitsPath(templates, path)
    : templates.some((template) => fitsPath(template, path));
}

function partChecks(
  found: LimitCheck[],
  sent: Sent,
  schema: Schema,
  name: string,
  causes: Causes = {},
): void {
  for (const check of checkSchema(sent, schema, name)) {
    const { keyword, schemas } = check;
    const specific = causeIn(schemas[0]?.cause, keyword);
    // That a limit of many is kept says nothing of the cause that they share.
    if (check.kept && specific === undefined) continue;
    let cause = specific;
    for (const outer of schemas) cause ??= causeIn(outer.cause, keyword);
    cause ??= causeIn(causes, keyword);
    if (cause === undefined) continue;
    const { kept, says, field, left, right, gap, at, doubted } = check;
    found.push({
      cause,
      keyword,
      kept,
      says,
      field,
      left,
      right,
      gap,
      at,
      doubted,
      specific: specific !== undefined,
      onlyNamed: schemas.some((one) => one.onlyNamed),
      onlyUnnamed: schemas.some((one) => one.onlyUnnamed),
      exact: sent.exact,
    });
  }
}

function causeIn(cause: string | Causes | undefined, keyword: string): string | undefined {
  if (typeof cause !== 'object') return cause;
  return Object.hasOwn(cause, keyword) ? cause[keyword] : cause['*'];
}

function variablesOf(body: Sent | undefined, query: Sent | undefined, context: FactContext): Variables {
  return {
    body: withoutMasks(body?.value ?? {}),
    query: withoutMasks(query?.value ?? {}),
    headers: Object.fromEntries(
      (context.exchange.request?.headers.list ?? [])
        .filter(({ redacted }) => !redacted)
        .map(({ name, value }) => [name.toLowerCase(), value]),
    ),
    answer: answerOf(context) ?? {},
    message: context.envelope.message?.text ?? '',
    history: rememberedValues(context),
  };
}

function compared(
  comparison: Comparison,
  body: Sent | undefined,
  query: Sent | undefined,
  variables: Variables,
): LimitCheck | undefined {
  const found = compare(comparison, variables);
  if (!found || (found.kept && readsHistory(comparison))) return undefined;
  const { kept, left, right, gap } = found;
  const words: Readonly<Record<string, unknown>> = { left, right, gap };
  const [, part = '', field = ''] =
    /\b(body|query)\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?!\s*\()/.exec(
      `${comparison.left} ${comparison.right}`,
    ) ?? [];
  const sent = part === 'query' ? query : body;
  return {
    cause: comparison.cause,
    keyword: 'compare',
    kept,
    says: () =>
      comparison.says.replace(/\{(left|right|gap)\}/g, (_, name: string) => String(words[name] ?? 'unknown')),
    field,
    left,
    right,
    ...(gap !== undefined && { gap }),
    at: kept ? undefined : sent?.place(field.split('.'), 'value'),
    specific: true,
    onlyNamed: comparison.onlyNamed ?? false,
    onlyUnnamed: false,
    exact: sent?.exact ?? true,
  };
}

/** What a recorder masked is left out, so that no comparison takes one mask for another. */
function withoutMasks(value: unknown, depth = 0): unknown {
  if (isMasked(value) || depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.map((one) => withoutMasks(one, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      isMasked(one) ? [] : [[key, withoutMasks(one, depth + 1)]],
    ),
  );
}

/** No expression looks deeper; a body of a thousand levels must not use up the stack. */
const DEEPEST = 20;
