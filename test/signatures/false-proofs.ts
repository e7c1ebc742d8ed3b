import { Random } from '../accuracy/random.js';
import { type Case, rightCase } from './case.js';
import type { Examine } from './engine.js';
import { signers } from './registry.js';

export interface FalseProofs {
  readonly tried: number;
  /** How many candidates were compared in all. */
  readonly candidates: number;
  /** The requests whose signature was explained with a secret that did not make it. */
  readonly proven: readonly string[];
}

/** Examines rightly signed requests of all schemes with another secret of the same form. */
export async function falseProofs(
  examine: Examine,
  schemes: readonly string[],
  amount: number,
  depth: number,
): Promise<FalseProofs> {
  const proven: string[] = [];
  let candidates = 0;
  for (let index = 0; index < amount; index++) {
    const made = withOtherSecret(schemes[index % schemes.length] as string, index);
    const finding = await examine(made.capture, made.pack, made.secrets, depth);
    candidates += finding.candidates;
    if (finding.is === 'right' || finding.is === 'mistake') proven.push(`${made.seed}: ${finding.is}`);
  }
  return { tried: amount, candidates, proven };
}

function withOtherSecret(scheme: string, index: number): Case {
  const signer = signers.get(scheme);
  if (!signer) throw new Error(`no scheme is called ${scheme}`);
  // As many requests as schemes are enough: it is the secrets that differ.
  const made = rightCase(scheme, signer, `${scheme} ${index % 1000}`);
  const other = signer.draft(new Random(`other secret ${index}`)).given;
  return { ...made, secrets: [other, ...made.secrets.slice(1)] };
}
