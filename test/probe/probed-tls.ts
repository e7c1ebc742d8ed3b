import { inProcess } from '../support/in-process.js';

interface Line {
  readonly what: string;
  readonly is: string;
  readonly verdict?: string;
}

/** Runs `errdoctor probe tls` with these words, and reads what it found. */
export async function probed(...words: string[]) {
  const { code, stdout, stderr } = await inProcess(['probe', 'tls', ...words, '--json']);
  if (stdout === '') throw new Error(stderr);
  const [diagnosis] = JSON.parse(stdout).diagnoses;
  const { seen, gaveUpAfterSeconds } = diagnosis.probes[0] as { seen: Line[]; gaveUpAfterSeconds: unknown };
  return {
    code,
    causes: diagnosis.causes as { id: string; certainty: string; title: string }[],
    notes: diagnosis.notes as { id: string }[],
    gaveUp: gaveUpAfterSeconds,
    /** What the line of this name says. */
    line(what: string): Omit<Line, 'what'> {
      const found = seen.find((line) => line.what === what);
      if (!found) throw new Error(`No line "${what}" among ${seen.map((line) => line.what).join(', ')}.`);
      const { what: _, ...said } = found;
      return said;
    },
  };
}
