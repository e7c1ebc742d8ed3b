import type { PackMatch, RulePage } from '../causes/compiled.js';
import type { PackSettings } from '../causes/pack.js';
import { general } from './explain-page.js';
import { providerFlow } from './flow/build.js';
import type { Branch } from './flow/flow.js';

/** The page of a provider: its troubleshooting flow, and what holds for all of its causes. */
export interface ProviderPage {
  readonly id: string;
  readonly name: string;
  /** `production: api.example.com, …`, one an environment. */
  readonly environments: readonly string[];
  /** Names of the checks, in the order in which the provider makes them. */
  readonly checks: readonly string[];
  readonly flow: Branch;
  /** What is said beside a cause, or of a call that succeeded. */
  readonly advice: readonly { readonly id: string; readonly title: string }[];
  /** Heading and text of what holds for all causes: sending again, limits, support. */
  readonly policies: readonly (readonly [heading: string, text: string])[];
  readonly references: readonly string[];
}

/** What the order of the checks is good for. */
export const CHECKS_TELL = 'An answer from one of them proves that those before it were passed.';

/** Where causes are that no pack of a provider repeats. */
export const GENERAL_PACK = 'http';

/** The page from both parts of a pack. */
export function providerPage(match: PackMatch, pages: readonly RulePage[]): ProviderPage {
  const { settings, rules } = match;
  return {
    id: settings.id,
    name: settings.name,
    environments: Object.entries(settings.environments).map(
      ([name, { hosts }]) => `${name}: ${hosts.join(', ') || 'no host is published'}`,
    ),
    checks: (settings.gates ?? []).map(({ name }) => name),
    flow: providerFlow(match, pages),
    advice: pages
      .filter((_page, index) => rules.at(index)?.note)
      .map(({ id, title }) => ({ id, title: general(title) })),
    policies: policiesOf(settings),
    references: Object.values(settings.references),
  };
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
