import type { CompiledClue, CompiledRule, CompiledTrigger, PageText, RuleText } from './compiled.js';
import { compileCondition, factsOf, list } from './condition.js';
import { parseTemplate } from './message-template.js';
import type { Clue, Condition, Rule, Trigger } from './rule.js';

/*
 * A rule ships in three parts, as `writeRule` writes them, and is compiled where it is read: what is compiled is longer.
 */

/** What decides whether it is the cause. */
export interface WrittenMatch
  extends Pick<Rule, 'prior' | 'gate' | 'when' | 'clues' | 'proven'>,
    Pick<CompiledRule, 'id' | 'fallback' | 'note'>,
    Partial<Pick<CompiledRule, 'explains'>> {
  readonly unless?: readonly Condition[];
}

/** What is said of it. */
export type WrittenText = Pick<Rule, 'title' | 'cause' | 'variants' | 'fix' | 'retry' | 'references'> &
  Partial<Pick<RuleText, 'clueSays' | 'because'>>;

/** What only pages tell. */
export type WrittenPage = Partial<PageText>;

/** @throws RangeError when a condition cannot be compiled */
export function readMatch({
  clues = [],
  unless = [],
  proven,
  explains = [],
  ...rest
}: WrittenMatch): CompiledRule {
  return {
    ...rest,
    triggers: list(rest.when).map(readTrigger),
    clues: clues.map(readClue),
    unless: unless.map(compileCondition),
    ...(proven && { proven: proven.map(compileCondition) }),
    explains,
  };
}

function readTrigger(trigger: Trigger): CompiledTrigger {
  const statuses = list(trigger.status).map((status) => String(status).toLowerCase());
  const narrowing = {
    ...(trigger.method && { methods: list(trigger.method).map((method) => method.toUpperCase()) }),
    ...(trigger.path && { paths: list(trigger.path) }),
  };
  if (trigger.code)
    return { kind: 'code', codes: list(trigger.code).map((code) => code.toLowerCase()), ...narrowing };
  if (trigger.message) {
    return {
      kind: 'message',
      messages: list(trigger.message).map(parseTemplate),
      ...(statuses.length > 0 && { statuses }),
      ...narrowing,
    };
  }
  if (trigger.transport) return { kind: 'transport', transports: list(trigger.transport), ...narrowing };
  if (trigger.signal)
    return { kind: 'signal', signal: trigger.signal, ...(statuses.length > 0 && { statuses }), ...narrowing };
  return { kind: 'status', statuses, ...(trigger.evident && { evident: true }), ...narrowing };
}

function readClue(clue: Clue): CompiledClue {
  const condition = compileCondition(clue);
  return { if: condition, yes: clue.yes, no: clue.no, group: clue.group ?? factsOf(condition)[0] ?? '' };
}

/** @throws RangeError when a condition cannot be compiled */
export function readText({ variants = [], clueSays = [], because = [], ...rest }: WrittenText): RuleText {
  return {
    ...rest,
    variants: variants.map((variant) => ({ ...variant, if: list(variant.if).map(compileCondition) })),
    clueSays,
    because,
  };
}

export function readPage({ lookAlikes = {}, ...rest }: WrittenPage): PageText {
  return { lookAlikes, ...rest };
}
