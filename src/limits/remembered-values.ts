import type { FactContext } from '../facts/fact.js';
import type { Comparison } from './limits.js';

const PARTS = ['last', 'since', 'count', 'total'] as const;

/** Whether a comparison reads what earlier calls showed. What was seen may not be all: kept, it says nothing. */
export function readsHistory({ left, right }: Comparison): boolean {
  return /\bhistory\b/.test(`${left} ${right}`);
}

/** What the pack remembers, as expressions read it: `history["intent-amount"].last`; without what was not seen. */
export function rememberedValues(context: FactContext): Readonly<Record<string, Record<string, unknown>>> {
  if (!context.stated.history) return {};
  return Object.fromEntries(
    Object.keys(context.pack?.remembers ?? {}).map((name) => [
      name,
      Object.fromEntries(
        PARTS.flatMap((part) => {
          const fact = context.fact(`history.${part}.${name}`);
          return fact.is === 'known' && fact.value !== undefined ? [[part, fact.value]] : [];
        }),
      ),
    ]),
  );
}
