import type { CompiledRule, PackText, RuleText } from '../causes/compiled.js';
import { type CompiledCondition, factsOf, holds } from '../causes/condition.js';
import type { Candidate, RuledOut } from '../causes/match-rule.js';
import { limitFactor, type RankedCause } from '../causes/rank-causes.js';
import type { Diagnosis } from '../diagnose.js';
import type { FactContext } from '../facts/fact.js';
import { isObject } from '../facts/json-reading.js';
import type { CauseReport, DiagnosisReport } from './diagnosis.js';
import { type EvidenceInputs, evidenceOf, factEvidence } from './evidence.js';
import { gatesPassed } from './gates.js';
import { notChecked } from './not-checked.js';
import { probeReports } from './probe-report.js';
import { retryReport } from './retry-report.js';
import { callTime, providerReport } from './surroundings.js';
import { windowReport } from './window-report.js';
import { fill, fillCommand } from './words.js';

/** The words for a signature: loaded only where one was examined. */
type SigningWords = typeof import('../signing/finding-words.js');

/** What the words need besides the diagnosis. */
export interface Description extends EvidenceInputs {
  /** Number of the exchange in its input, from 1. */
  readonly entry: number;
  /** `--all`: every factor of the ranking. */
  readonly all?: boolean;
  readonly signing?: SigningWords;
}

/** Puts a diagnosis into words. Everything is as captured; the writers mask. */
export function describe(
  diagnosis: Diagnosis,
  texts: ReadonlyMap<string, PackText>,
  description: Description,
): DiagnosisReport {
  const { exchange, facts } = diagnosis;
  const { envelope } = facts;
  const { signing } = description;
  const finding = facts.stated.signature;
  const words = new Words(texts, description);
  const start = exchange.at.spans[0]?.start ?? 0;
  const gates = gatesPassed(diagnosis);
  const causes = diagnosis.faults.flatMap((fault, index) =>
    fault.causes.map((cause) => words.cause(cause, index + 1, diagnosis)),
  );
  return {
    source: { file: description.input.name, entry: description.entry, line: description.input.lineAt(start) },
    request: exchange.request
      ? { method: exchange.request.method ?? null, url: exchange.request.url ?? null }
      : null,
    response:
      exchange.response || diagnosis.symptom.code || diagnosis.symptom.message
        ? {
            status: exchange.response?.status ?? null,
            code: diagnosis.symptom.code ?? null,
            message: diagnosis.symptom.message ?? null,
            requestId: envelope.requestId?.text ?? null,
            details: otherMembers(envelope.details, diagnosis),
          }
        : null,
    transport: exchange.transport ? { kind: exchange.transport.kind, says: exchange.transport.says } : null,
    provider: providerReport(diagnosis),
    ...callTime(diagnosis),
    outcome: diagnosis.outcome,
    causes,
    noneOfThese: Object.fromEntries(
      diagnosis.faults.map(({ noneOfThese }, index) => [String(index + 1), noneOfThese]),
    ),
    notes: diagnosis.notes.map((note) => {
      const text = words.text(note);
      return {
        id: note.rule.id,
        title: fill(words.chosen(text, note.facts).title, note.facts),
        explanation: fill(words.chosen(text, note.facts).cause, note.facts),
      };
    }),
    ruledOut: onePerId([
      ...diagnosis.ruledOut.map((verdict) => words.ruledOut(verdict, facts)),
      ...gates.ruledOut,
      // A signature in another header: its mistakes are proven, though their rules miss the documented one.
    ]).filter(({ id }) => !causes.some((cause) => cause.id === id)),
    notChecked: [...notChecked(diagnosis), ...gates.notReached],
    ...windowReport(facts),
    ...probeReports(facts.stated.probed),
    ...(signing &&
      finding &&
      diagnosis.pack && { signature: signing.signatureReport(diagnosis.pack.settings, finding, facts) }),
  };
}

class Words {
  constructor(
    private readonly texts: ReadonlyMap<string, PackText>,
    private readonly description: Description,
  ) {}

  text({ pack, number }: Pick<Candidate, 'pack' | 'number'>): RuleText {
    const text = this.texts.get(pack.settings.id)?.rules.at(number);
    if (!text) throw new Error(`the words of pack ${pack.settings.id} are not loaded`);
    return text;
  }

  /** Title, cause and fix of the first variant whose condition is known to hold. */
  chosen(text: RuleText, facts: FactContext): Pick<RuleText, 'title' | 'cause' | 'fix'> {
    const variant = this.variant(text, facts);
    return {
      title: variant?.title ?? text.title,
      cause: variant?.cause ?? text.cause,
      fix: variant?.fix ?? text.fix,
    };
  }

  /** What a variant says that asks for the result of the examination: it knows this provider, the general words do not. */
  private ownWords(text: RuleText, facts: FactContext): Partial<Pick<RuleText, 'title' | 'cause' | 'fix'>> {
    const variant = this.variant(text, facts);
    const isOwn = variant?.if.flatMap(factsOf).some((name) => name.startsWith('proof.'));
    if (!variant || !isOwn) return {};
    const { if: _, ...words } = variant;
    return words;
  }

  private variant({ variants }: RuleText, facts: FactContext): RuleText['variants'][number] | undefined {
    return variants.find(({ if: conditions }) =>
      conditions.every((condition) => holds(condition, facts) === true),
    );
  }

  cause(ranked: RankedCause, fault: number, diagnosis: Diagnosis): CauseReport {
    const { candidate } = ranked;
    const { facts, rule } = candidate;
    const text = this.text(candidate);
    const finding = facts.stated.signature;
    const computed =
      diagnosis.pack &&
      finding &&
      this.description.signing?.causeWords(diagnosis.pack.settings, finding, rule.id);
    const chosen = { ...this.chosen(text, facts), ...computed, ...this.ownWords(text, facts) };
    return {
      id: rule.id,
      title: fill(chosen.title, facts),
      certainty: ranked.certainty,
      probability: ranked.probability,
      fault,
      fallback: rule.fallback ?? false,
      explanation: fill(chosen.cause, facts),
      evidence: evidenceOf(candidate, text, this.description),
      ...(computed?.proof && { proof: computed.proof }),
      folded: ranked.folded,
      fixes: chosen.fix.map(({ say, run }) => ({
        say: fill(say, facts),
        ...(run && { run: fillCommand(run, facts) }),
      })),
      retry: retryReport(text, candidate, diagnosis),
      references: text.references,
      ...(this.description.all && { factors: this.factors(candidate, text) }),
    };
  }

  ruledOut({ pack, number, because }: RuledOut, facts: FactContext): { id: string; why: string } {
    const text = this.text({ pack, number });
    const why = typeof because === 'string' ? because : fill(text.because[because] ?? '', facts);
    return { id: (pack.rules.at(number) as CompiledRule).id, why };
  }

  private factors(candidate: Candidate, text: RuleText): { says: string; factor: number }[] {
    const { rule, steps, facts, limits } = candidate;
    const limit = limits?.broken[0] ?? limits?.kept[0];
    return [
      { says: 'prior', factor: rule.prior },
      ...(limit ? [{ says: limit.says(), factor: limitFactor(candidate) }] : []),
      ...steps.map(({ clue, held, factor }) => {
        const names = factsOf(rule.clues[clue]?.if as CompiledCondition);
        const says = (held && text.clueSays[clue]) || whatIsKnown(names, facts);
        return { says: fill(says, facts), factor };
      }),
    ];
  }
}

/** The sentences of the facts that a clue looks at; of those that have none, the names. */
function whatIsKnown(names: readonly string[], facts: FactContext): string {
  const sentences = names.flatMap((name) => factEvidence(name, facts)[0]?.says ?? []);
  return [...new Set(sentences.length > 0 ? sentences : names)].join('; ');
}

/** The first reason is enough. */
function onePerId<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  return entries.filter(({ id }, index) => entries.findIndex((one) => one.id === id) === index);
}

/** The envelope's members besides code, message and ids. */
function otherMembers(
  root: Readonly<Record<string, unknown>>,
  { symptom, facts }: Diagnosis,
): Record<string, unknown> {
  const said = new Set<unknown>([symptom.code, symptom.message, facts.envelope.requestId?.text]);
  const prune = (value: unknown, depth: number): unknown => {
    if (said.has(value)) return undefined;
    if (!isObject(value) || depth > 3) return value;
    const kept = Object.entries(value).flatMap(([key, one]) => {
      const rest = prune(one, depth + 1);
      return rest === undefined ? [] : [[key, rest] as const];
    });
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  };
  return (prune(root, 0) as Record<string, unknown> | undefined) ?? {};
}
