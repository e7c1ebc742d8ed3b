import type { PackMatch, RulePage } from '../causes/compiled.js';
import { list } from '../causes/condition.js';
import type { PackSettings } from '../causes/pack.js';
import { general } from './explain-page.js';

/** The troubleshooting flow of a provider: what it checks, in its order, and the causes of each check. */
export interface ProviderPage {
  readonly id: string;
  readonly name: string;
  /** `production: api.example.com, …`, one an environment. */
  readonly environments: readonly string[];
  readonly steps: readonly FlowStep[];
  /** Heading and text of what holds for all causes: sending again, limits, support. */
  readonly policies: readonly (readonly [heading: string, text: string])[];
  readonly references: readonly string[];
}

export interface FlowStep {
  readonly heading: string;
  readonly causes: readonly { readonly id: string; readonly title: string; readonly seenAs: string }[];
}

/** The page from both parts of a pack; rules that only restate a status come last in their step. */
export function providerPage(
  { settings, rules, gated }: PackMatch,
  pages: readonly RulePage[],
): ProviderPage {
  const gateOf = new Map(gated);
  const fallbacks = new Set([...rules].filter(({ fallback }) => fallback).map(({ id }) => id));
  const gates = settings.gates ?? [];
  const steps = new Map<string, RulePage[]>(
    [NO_ANSWER, ...gates.map(({ id }) => id)].map((step) => [step, []]),
  );
  for (const rule of [...pages].sort((a, b) => firstStatus(a) - firstStatus(b) || compare(a.id, b.id))) {
    const step = gateOf.get(rule.id) ?? symptomOf(rule);
    steps.set(step, [...(steps.get(step) ?? []), rule]);
  }
  const names = new Map(gates.map(({ id, name }, index) => [id, `Check ${index + 1}: ${name}`]));
  return {
    id: settings.id,
    name: settings.name,
    environments: Object.entries(settings.environments).map(
      ([name, { hosts }]) => `${name}: ${hosts.join(', ') || 'no host is published'}`,
    ),
    steps: [...steps]
      .filter(([, causes]) => causes.length > 0)
      .map(([step, causes]) => ({
        heading: names.get(step) ?? step,
        causes: [...causes]
          .sort((a, b) => Number(fallbacks.has(a.id)) - Number(fallbacks.has(b.id)))
          .map((rule) => ({ id: rule.id, title: general(rule.title), seenAs: seenAs(rule) })),
      })),
    policies: policiesOf(settings),
    references: Object.values(settings.references),
  };
}

const NO_ANSWER = 'No answer at all';
const OTHERWISE = 'Other signs';

function symptomOf(rule: RulePage): string {
  if (list(rule.when).some(({ transport }) => transport !== undefined)) return NO_ANSWER;
  const status = list(rule.when).flatMap((trigger) => list(trigger.status))[0];
  return status === undefined ? OTHERWISE : `Status ${status}`;
}

/** Where a rule stands in the flow: no answer first, then the statuses in their order. */
function firstStatus(rule: RulePage): number {
  const symptom = symptomOf(rule);
  if (symptom === NO_ANSWER) return 0;
  return symptom === OTHERWISE ? 1000 : Number(symptom.replace(/\D/g, '').padEnd(3, '9'));
}

function seenAs({ when }: RulePage): string {
  const [codes, messages] = [
    list(when).flatMap(({ code }) => list(code)),
    list(when).flatMap(({ message }) => list(message)),
  ];
  if (codes.length > 0) return codes.join(', ');
  // One of the alternative words stands for all.
  return messages[0] === undefined ? '' : `"${messages[0].replace(/(\S+?)\|\S+/g, '$1')}"`;
}

function policiesOf({ retry, idempotency, rateLimit, contact }: PackSettings): [string, string][] {
  const key = idempotency?.header ?? idempotency?.field;
  const parts: [string, (string | undefined)[]][] = [
    [
      'Sending again',
      [
        retry?.says ?? (retry && `At most ${retry.maxAttempts ?? 'a few'} attempts.`),
        key && `The idempotency key travels as ${key}.`,
        idempotency?.maxLength && `It may have up to ${idempotency.maxLength} characters.`,
        idempotency?.lifetimeHours &&
          `After ${idempotency.lifetimeHours} hours the same key is a new operation.`,
      ].map((part) => part || undefined),
    ],
    ['Limits', [rateLimit ? rateLimit.says : 'No limit is published.']],
    ['Support', [contact?.email, contact?.url]],
  ];
  return parts.flatMap(([heading, texts]): [string, string][] => {
    const said = texts.filter((one) => one !== undefined);
    return said.length > 0 ? [[heading, said.join(heading === 'Support' ? ', ' : ' ')]] : [];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
