import type { FilePlace } from './read-yaml.js';

/** A fault of a rule, or of a pack's settings, that the schema cannot see. */
export interface LintFinding {
  /** Id of the rule, or of the pack. */
  readonly rule: string;
  /** Where it stands; absent for rules that were not read from a file. */
  readonly at?: FilePlace | undefined;
  readonly says: string;
}

/** The way to a member of a rule or of pack.yaml. */
export type Keys = readonly (string | number)[];
