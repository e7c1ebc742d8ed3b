import type { FactContext } from '../facts/fact.js';

type Filter = (value: unknown) => string;

/** What `{fact|filter}` may say. One entry here is one filter. */
const FILTERS: Readonly<Record<string, Filter>> = {
  duration: (value) => duration(Number(value)),
  bytes: (value) => bytes(Number(value)),
  time: (value) =>
    new Date(Number(value))
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC'),
  cents: (value) => (Number(value) / 100).toFixed(2),
  quote: (value) => JSON.stringify(value),
};

/**
 * Fills `{fact}`, `{fact|filter}` and `{fact|filter||fallback}` in a text of a rule. A fact that is not known gives
 * its fallback, or "(not captured)". Values are as captured: masking is the writers' last stage.
 */
export function fill(text: string, facts: Pick<FactContext, 'fact'>): string {
  return replaceFacts(text, facts, (value) => value);
}

/** The same for a command: a value from the input stays one word of it, whatever characters it holds. */
export function fillCommand(text: string, facts: Pick<FactContext, 'fact'>): string {
  return replaceFacts(text, facts, commandWord);
}

/** A value as one word of a command. */
export function commandWord(value: string): string {
  const line = value.replace(/\p{Cc}/gu, ' ');
  return /^[\w.:/@%+=,~-]*$/.test(line) && !line.startsWith('-')
    ? line
    : `'${line.replaceAll("'", `'\\''`)}'`;
}

/** The same for a URL: a value from the input stays one part of it. */
export function fillUrl(text: string, facts: Pick<FactContext, 'fact'>): string {
  return replaceFacts(text, facts, (value) => encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD')));
}

function replaceFacts(
  text: string,
  facts: Pick<FactContext, 'fact'>,
  shape: (value: string) => string,
): string {
  if (!text.includes('{')) return text;
  return text.replace(
    PLACEHOLDER,
    (_whole, name: string, filter: string | undefined, fallback: string | undefined) => {
      const fact = facts.fact(name);
      if (fact.is !== 'known' || fact.value === undefined)
        return fallback ?? (fact.is === 'known' ? 'absent' : '(not captured)');
      const { value } = fact;
      const filtered = filter && Object.hasOwn(FILTERS, filter) ? FILTERS[filter]?.(value) : undefined;
      return shape(filtered ?? (typeof value === 'object' ? JSON.stringify(value) : String(value)));
    },
  );
}

const PLACEHOLDER = /\{([a-z][\w-]*\.[\w.-]*)(?:\|(\w+))?(?:\|\|([^}]*))?\}/g;

/** The facts and filters that a text names, for the linter. */
export function placeholdersOf(
  text: string,
): { fact: string; filter: string | undefined; fallback: string | undefined }[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, fact = '', filter, fallback]) => ({
    fact,
    filter,
    fallback,
  }));
}

/** Whether `{fact|name}` may be written in the texts of rules. */
export function isFilter(name: string): boolean {
  return Object.hasOwn(FILTERS, name);
}

/** Seconds as a person says them: "45 s", "7 min", "3 h 20 min", "54 years". */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 120) return `${Math.round(size)} s`;
  if (size < 2 * 3600) return `${Math.round(size / 60)} min`;
  if (size < 48 * 3600)
    return `${Math.floor(size / 3600)} h${Math.round((size % 3600) / 60) ? ` ${Math.round((size % 3600) / 60)} min` : ''}`;
  if (size < 730 * 86400) return `${Math.round(size / 86400)} days`;
  return `${Math.round(size / 31_557_600)} years`;
}

function bytes(count: number): string {
  if (count < 1024) return `${count} bytes`;
  return count < 2 ** 20 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 2 ** 20).toFixed(1)} MiB`;
}
