import type { RulePage } from '../causes/compiled.js';
import { list } from '../causes/condition.js';
import type { Trigger } from '../causes/rule.js';
import type { RetryReport } from './diagnosis.js';
import { fill } from './words.js';

/** The offline page of one cause. All texts come from packs, with facts filled in by their fallback words. */
export interface ExplainPage {
  readonly id: string;
  readonly title: string;
  /** Name of the pack, as it is said to the user. */
  readonly pack: string;
  /** What makes the cause a candidate, a phrase each: `code TIMESTAMP_EXPIRED`, `status 401`. */
  readonly when: readonly string[];
  readonly cause: string;
  /** What it is in particular, where more is known. */
  readonly variants: readonly string[];
  /** What speaks for or against it, a sentence each. */
  readonly clues: readonly string[];
  readonly fixes: readonly { readonly say: string; readonly run?: string | undefined }[];
  readonly retry: Omit<RetryReport, 'checkFirst'>;
  /** Causes that look the same, with how to tell them apart. */
  readonly lookAlikes: readonly { readonly id: string; readonly how: string }[];
  readonly references: readonly string[];
}

/** The page of one cause, from the words of its rule and the name of its pack. */
export function explainPage(rule: RulePage, pack: string): ExplainPage {
  const { retry } = rule;
  return {
    id: rule.id,
    title: general(rule.title),
    pack,
    when: list(rule.when).map(describeTrigger),
    cause: general(rule.cause),
    variants: rule.variants.flatMap(({ title, cause }) => {
      const said = [title, cause].flatMap((text) => (text ? [general(text).replace(/\.$/, '')] : []));
      return said.length > 0 ? [`${said.join('. ')}.`] : [];
    }),
    clues: [...new Set(rule.clueSays.flatMap((says) => (says ? [general(says)] : [])))],
    fixes: [...rule.fix.map((fix) => generalFix(fix)), ...rule.variants.flatMap(fixesOfVariant)],
    retry: {
      when: retry.when,
      why: general(retry.why),
      waitSeconds: typeof retry.wait === 'number' ? retry.wait : null,
      maxAttempts: retry.maxAttempts ?? null,
      sameIdempotencyKey: null,
      basis: retry.basis ?? 'documented',
    },
    lookAlikes: Object.entries(rule.lookAlikes).map(([id, how]) => ({ id, how: general(how) })),
    references: rule.references,
  };
}

/** A text of a rule outside any exchange: what an exchange would fill in is left open. */
export function general(text: string): string {
  const unknown = { fact: () => ({ is: 'not-collected', what: '', how: '' }) as const };
  return fill(text, unknown).replaceAll('(not captured)', '…').trim();
}

type Fix = RulePage['fix'][number];

function generalFix({ say, run }: Fix, condition = ''): Fix {
  return { say: condition + general(say), ...(run && { run: general(run) }) };
}

function fixesOfVariant({ title, fix = [] }: RulePage['variants'][number]): Fix[] {
  return fix.map((one) => generalFix(one, title ? `Where "${general(title)}": ` : ''));
}

function describeTrigger({ code, message, status, transport, signal, method, path }: Trigger): string {
  const parts = [
    code && `code ${either(code)}`,
    message && `message with the words ${either(list(message).map((template) => `"${template}"`))}`,
    transport && `no whole answer (${either(transport)})`,
    signal && `the fact ${signal}`,
    status !== undefined && `status ${either(status)}`,
    method && `method ${either(method)}`,
    path && `path ${either(path)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function either(values: number | string | readonly (number | string)[]): string {
  return list(values).join(' or ');
}
