import { candidateNumbers } from '../causes/candidate-numbers.js';
import type { PackMatch } from '../causes/compiled.js';
import { type Candidate, matchRule, type RuledOut } from '../causes/match-rule.js';
import type { Symptom } from '../causes/symptom.js';
import type { SymptomFacts } from '../facts/fact.js';
import type { Facts } from '../facts/facts.js';

/** Packs, asked about one symptom of an exchange after another. */
export class Consultation {
  readonly ruledOut: RuledOut[] = [];
  readonly #notes = new Map<string, Candidate>();
  readonly #causes = new Map<string, Candidate>();

  constructor(
    private readonly packs: readonly PackMatch[],
    private readonly facts: Facts,
    /** Whether causes are looked for: what succeeded has notes alone. */
    private readonly failed: boolean,
  ) {}

  /** The candidates for a symptom. */
  explain(symptom: Symptom & SymptomFacts): Candidate[] {
    const view = this.facts.of(symptom);
    const causes: Candidate[] = [];
    for (const pack of this.packs) {
      for (const number of candidateNumbers(pack, symptom, view)) {
        const verdict = matchRule(pack, number, symptom, view, this.failed);
        if (verdict?.is === 'ruled-out') this.ruledOut.push(verdict);
        else if (verdict?.rule.note) this.#notes.set(verdict.rule.id, verdict);
        else if (verdict) causes.push(verdict);
      }
    }
    for (const one of causes) this.#causes.set(one.rule.id, one);
    return causes;
  }

  /** Advice that any of the symptoms led to, each once. */
  get notes(): readonly Candidate[] {
    return [...this.#notes.values()];
  }

  /** The candidates of all symptoms, each once. */
  get causes(): readonly Candidate[] {
    return [...this.#causes.values()];
  }
}
