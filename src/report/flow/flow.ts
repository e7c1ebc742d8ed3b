/** A provider's troubleshooting flow: from what one sees, question by question, to the causes. */
export interface Branch {
  /** What is so on this way: `401`, `code SIGNATURE_MISMATCH`. Of the whole flow it is the provider's name. */
  readonly holds: string;
  /** What decides between the branches; empty where there is none to choose. */
  readonly asks: string;
  readonly branches: readonly Branch[];
  /** The likeliest, or the provider's first check, comes first; what only restates a status comes last. */
  readonly causes: readonly Leaf[];
}

/** A cause at the end of a way. */
export interface Leaf {
  readonly id: string;
  readonly title: string;
  /** The first thing to do. */
  readonly first: string;
  /** Whether and when to send the call again, in few words. */
  readonly again: string;
  /** How to tell it from the other causes of the same branch. */
  readonly apart: readonly string[];
}

/** How many causes stand under a branch, repeated ones counted each time. */
export function sizeOf({ branches, causes }: Branch): number {
  return branches.reduce((sum, branch) => sum + sizeOf(branch), causes.length);
}

/** A branch in a list, which is empty where there is no way on; a single way on is that branch itself. */
export function way(holds: string, asks: string, ways: readonly Branch[], joint = ', '): Branch[] {
  const [only, ...others] = ways;
  if (!only) return [];
  if (others.length > 0) return [{ holds, asks, branches: ways, causes: [] }];
  return [{ ...only, holds: only.holds === OTHERWISE ? holds : holds + joint + only.holds }];
}

/** What holds of the last way, where all others were left. */
export const OTHERWISE = 'otherwise';
