import { writeSync } from 'node:fs';

let isBroken = false;

/** Does what is ours: no fault in it reaches the program. The first is a note, and the last that is heard of errdoctor. */
export function guarded(
  step: (piece?: unknown, encoding?: unknown) => void,
  // Handed on, because a function made for each piece that travels would cost more than the step.
  piece?: unknown,
  encoding?: unknown,
): void {
  if (isBroken) return;
  try {
    step(piece, encoding);
  } catch (error) {
    giveUp(error);
  }
}

/** What broke is told by its name alone: its words may hold what travelled. */
export function giveUp(error: unknown): void {
  if (isBroken) return;
  isBroken = true;
  const { name, code } = (error ?? {}) as { readonly name?: string; readonly code?: string };
  note(`errdoctor no longer watches the calls of this program (${code ?? name ?? 'unknown error'})`);
}

export function note(says: string): void {
  try {
    writeSync(2, `note: ${says}.\n`);
  } catch {
    // Nobody listens.
  }
}
