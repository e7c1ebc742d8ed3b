import { credentialRanges, isSecretText } from '../exchange/credential-ranges.js';
import { isPersonalMember, isSecretMember, isSecretParameter } from '../exchange/secret-names.js';
import { maskOf } from '../exchange/secret-shapes.js';

/** Longer values are told by their length alone: they are cut where they are printed, after masking. */
const LONGEST = 2000;

/** A value as it stands; what does not print, and white space at an edge, becomes visible in quotes. */
export function shown(value: string): string {
  if (value.length > LONGEST) return `${value.length} characters`;
  return value === '' || value !== value.trim() || /[^\P{C}]/u.test(value) ? JSON.stringify(value) : value;
}

/** A value that is a secret by its name: prefix and length, a scheme word and public parameters beside them. */
export function shownSecret(name: string, value: string, prefixes: readonly string[] = []): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of credentialRanges(name, value)) {
    masked += value.slice(from, start) + maskOf(value.slice(start, end), prefixes);
    from = end;
  }
  return shown(masked + value.slice(from));
}

/** A value under a name that may say that it is a secret. */
export function shownNamed(names: readonly string[], value: string): string {
  const isSecret = names.some(
    (name) => isSecretMember(name) || isSecretParameter(name) || isPersonalMember(name),
  );
  return isSecret && isSecretText(value) ? maskOf(value) : shown(value);
}
