import type { Candidate } from '../causes/match-rule.js';
import { factsOf } from '../causes/condition.js';
import type { Faults } from './fault.js';

/**
 * What was looked up outside of the capture and proves several causes proves several faults: mending one leaves the other.
 * They come in the order of the provider's checks; what one of them explains stays with it.
 */
export function withProbes(faults: Faults): Faults {
  return faults.flatMap((fault) => {
    const proven = fault.filter(isProbed).sort((a, b) => gateOf(a) - gateOf(b));
    const apart = proven.filter((one) => !proven.some((other) => explains(other, one)));
    const [first, ...others] = apart;
    if (!first || others.length === 0) return [fault];
    const own = others.map((one) => [
      one,
      ...fault.filter((symptom) => proven.includes(symptom) && explains(one, symptom)),
    ]);
    const taken = own.flat();
    return [fault.filter((one) => !taken.includes(one)), ...own];
  });
}

/** A proof of which every part was told by a probe or by hand: whatever the answer speaks of, it is true. */
export function isProbed({ proven, rule, facts: { stated } }: Candidate): boolean {
  const { answers = {} } = stated;
  const names = rule.proven?.flatMap(factsOf) ?? [];
  return proven && names.length > 0 && names.every((name) => Object.hasOwn(answers, name));
}

function explains({ rule }: Candidate, other: Candidate): boolean {
  return rule.explains.includes(other.rule.id);
}

/** Rules without a gate stand behind those that have one. */
function gateOf({ pack, rule }: Candidate): number {
  const gates = pack.settings.gates?.map(({ id }) => id) ?? [];
  return rule.gate === undefined ? gates.length : gates.indexOf(rule.gate);
}
