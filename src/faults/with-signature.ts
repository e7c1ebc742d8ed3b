import type { PackMatch } from '../causes/compiled.js';
import type { Candidate } from '../causes/match-rule.js';
import type { Facts } from '../facts/facts.js';
import { causeOf, causesOf } from '../signing/cause-of.js';
import type { Finding } from '../signing/finding.js';
import { computedCandidate, type Faults } from './fault.js';

/**
 * Puts what the examination of the signature found among the faults. Mistakes that reproduce the signature are proven
 * causes, a fault of its own for each rule they belong to; every other rule about the signature is then out. The same
 * holds when the signature is right or nothing was found: what remains is the scheme's general rule, whose words then
 * say so.
 */
export function withSignature(
  faults: Faults,
  pack: PackMatch,
  facts: Facts,
  finding: Finding,
  isFault: boolean,
): Faults {
  const scheme = pack.settings.signatures?.[finding.scheme];
  if (finding.rulesOut) return withoutRules(faults, finding.rulesOut);
  if (!scheme || !['right', 'mistake', 'not-found'].includes(finding.is)) return faults;
  const mapped = causesOf(scheme);
  const [general] = mapped;
  const named = (finding.explanations[0]?.mistakes ?? []).map(({ id }) => causeOf(scheme, id));
  const wanted =
    finding.is === 'mistake'
      ? [...new Set(named.length > 0 ? named : [general])]
      : isFault && finding.is === 'not-found'
        ? [general]
        : [];
  const proven = finding.is === 'mistake';
  const found = wanted.flatMap(
    (id) => (id !== undefined && computedCandidate(pack, id, facts, { proven })) || [],
  );
  const explains = new Set(found.flatMap(({ rule }) => rule.explains));
  const speaksOfIt = ({ rule }: Candidate) => mapped.includes(rule.id) || explains.has(rule.id);
  const place = faults.findIndex((fault) => fault.some(speaksOfIt));
  const original = faults[place] ?? [];
  const kept = original.filter(({ rule }) =>
    found.length > 0 ? !mapped.includes(rule.id) : rule.id === general || !mapped.includes(rule.id),
  );
  const symptom = original.find(({ rule }) => mapped.includes(rule.id)) ?? original.find(speaksOfIt);
  const [first, ...others] = found.map((one) =>
    symptom ? { ...one, trigger: symptom.trigger, facts: symptom.facts } : one,
  );
  const result = [[...kept, ...(first ? [first] : [])], ...others.map((one) => [one])];
  return [...faults.slice(0, Math.max(place, 0)), ...result, ...faults.slice(place + 1)].filter(
    (fault) => fault.length > 0,
  );
}

/** Without causes that are known not to be at work, unless nothing would be left. */
function withoutRules(faults: Faults, out: readonly string[]): Faults {
  return faults.map((fault) => {
    const left = fault.filter(({ rule }) => !out.includes(rule.id));
    return left.length > 0 ? left : fault;
  });
}
