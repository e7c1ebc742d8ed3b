import type { PackText, RuleText } from '../causes/compiled.js';
import { type CompiledCondition, factsOf, holds } from '../causes/condition.js';
import { pathParameters } from '../causes/path-template.js';
import type { Candidate, RuledOut } from '../causes/match-rule.js';
import type { RankedCause, Ranking } from '../causes/rank-causes.js';
import type { Diagnosis } from '../diagnose.js';
import type { Place } from '../exchange/place.js';
import type { FactContext } from '../facts/fact.js';
import { findFact } from '../facts/facts.js';
import { isObject } from '../facts/json-reading.js';
import type { Input } from '../input/input.js';
import { locate } from '../input/locate.js';
import type { CauseReport, DiagnosisReport, EvidenceReport, Position, RetryReport } from './diagnosis.js';
import { gatesPassed } from './gates.js';
import { fill, fillCommand } from './words.js';

/** What the words need besides the diagnosis. */
export interface Description {
  readonly input: Input;
  /** Number of the exchange in its input, from 1. */
  readonly entry: number;
  /** `--all`: every factor of the ranking. */
  readonly all?: boolean;
}

const EVIDENCE_LIMIT = 6;

/** Puts a diagnosis into words. Everything is as captured; the writers mask. */
export function describe(
  diagnosis: Diagnosis,
  texts: ReadonlyMap<string, PackText>,
  description: Description,
): DiagnosisReport {
  const { exchange, facts, pack } = diagnosis;
  const { envelope } = facts;
  const words = new Words(texts, description);
  const start = exchange.at.spans[0]?.start ?? 0;
  const gates = gatesPassed(diagnosis);
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
    provider: pack
      ? { id: pack.settings.id, name: pack.settings.name, recognisedBy: diagnosis.recognisedBy }
      : null,
    outcome: diagnosis.outcome,
    causes: diagnosis.faults.flatMap((fault, index) =>
      fault.causes.map((cause) => words.cause(cause, index + 1, diagnosis)),
    ),
    noneOfThese: Object.fromEntries(
      diagnosis.faults.map(({ noneOfThese }, index) => [String(index + 1), noneOfThese]),
    ),
    notes: diagnosis.notes.map((note) => {
      const text = words.text(note);
      return {
        id: text.id,
        title: fill(words.chosen(text, note.facts).title, note.facts),
        explanation: fill(words.chosen(text, note.facts).cause, note.facts),
      };
    }),
    ruledOut: onePerId([
      ...diagnosis.ruledOut.map((verdict) => words.ruledOut(verdict, facts)),
      ...gates.ruledOut,
    ]),
    notChecked: [...notChecked(diagnosis), ...gates.notReached],
  };
}

class Words {
  constructor(
    private readonly texts: ReadonlyMap<string, PackText>,
    private readonly description: Description,
  ) {}

  text({ pack, number }: Pick<Candidate, 'pack' | 'number'>): RuleText {
    const text = this.texts.get(pack.settings.id)?.rules[number];
    if (!text) throw new Error(`the words of pack ${pack.settings.id} are not loaded`);
    return text;
  }

  /** Title, cause and fix of the first variant whose condition is known to hold. */
  chosen(text: RuleText, facts: FactContext): Pick<RuleText, 'title' | 'cause' | 'fix'> {
    const fact = (name: string) => facts.fact(name);
    const variant = text.variants.find(({ if: conditions }) =>
      conditions.every((condition) => holds(condition, fact) === true),
    );
    return {
      title: variant?.title ?? text.title,
      cause: variant?.cause ?? text.cause,
      fix: variant?.fix ?? text.fix,
    };
  }

  cause(ranked: RankedCause, fault: number, diagnosis: Diagnosis): CauseReport {
    const { candidate } = ranked;
    const { facts, rule } = candidate;
    const text = this.text(candidate);
    const chosen = this.chosen(text, facts);
    return {
      id: rule.id,
      title: fill(chosen.title, facts),
      certainty: ranked.certainty,
      probability: ranked.probability,
      fault,
      fallback: rule.fallback ?? false,
      explanation: fill(chosen.cause, facts),
      evidence: this.evidence(candidate, text),
      folded: ranked.folded,
      fixes: chosen.fix.map(({ say, run }) => ({
        say: fill(say, facts),
        ...(run && { run: fillCommand(run, facts) }),
      })),
      retry: retry(text, candidate, diagnosis),
      references: text.references,
      ...(this.description.all && { factors: this.factors(candidate, text) }),
    };
  }

  ruledOut({ pack, number, unless }: RuledOut, facts: FactContext): { id: string; why: string } {
    const text = this.text({ pack, number });
    return { id: text.id, why: fill(text.because[unless] ?? '', facts) };
  }

  /** The symptom first, then what speaks for the cause, strongest first; each place once. */
  private evidence(candidate: Candidate, text: RuleText): EvidenceReport[] {
    const { facts, rule, steps } = candidate;
    const found: { says: string; at: Place | undefined }[] = [symptomEvidence(candidate)];
    const telling = [...steps].filter(({ factor }) => factor > 1).sort((a, b) => b.factor - a.factor);
    for (const { clue, held } of telling) {
      const condition = rule.clues[clue]?.if;
      const name = condition && 'fact' in condition ? condition.fact : undefined;
      const says = held ? text.clueSays[clue] : null;
      if (says) found.push({ says: fill(says, facts), at: condition && placeOf(condition, facts) });
      else if (name) found.push(...factEvidence(name, facts));
    }
    for (const condition of candidate.proven ? (rule.proven ?? []) : []) {
      const told = telling.some(({ clue }) =>
        JSON.stringify(rule.clues[clue]?.if).includes(
          JSON.stringify('fact' in condition ? condition.fact : ''),
        ),
      );
      if (!told && 'fact' in condition) found.push(...factEvidence(condition.fact, facts));
    }
    const seen = new Set<string>();
    const isNew = ({ says, at }: { says: string; at: Place | undefined }) => {
      const keys = [says, ...(at ? [JSON.stringify(at)] : [])];
      const known = keys.some((key) => seen.has(key));
      for (const key of keys) seen.add(key);
      return says !== '' && !known;
    };
    return found
      .filter(isNew)
      .slice(0, EVIDENCE_LIMIT)
      .map(({ says, at }) => {
        const position = at && positionOf(this.description.input, at);
        return { says, ...(position && { at: position }) };
      });
  }

  private factors({ rule, steps, facts }: Candidate, text: RuleText): { says: string; factor: number }[] {
    return [
      { says: 'prior', factor: rule.prior },
      ...steps.map(({ clue, held, factor }) => {
        const condition = rule.clues[clue]?.if;
        const name = condition && 'fact' in condition ? condition.fact : '';
        const says =
          (held && text.clueSays[clue]) || factEvidence(name, facts)[0]?.says || JSON.stringify(condition);
        return { says: fill(says, facts), factor };
      }),
    ];
  }
}

function symptomEvidence({ facts, trigger, rule }: Candidate): { says: string; at: Place | undefined } {
  const { symptom, exchange } = facts;
  if (trigger === 'code') return { says: `the answer's code is ${symptom.code}`, at: symptom.saidCode?.at };
  if (trigger === 'message') return { says: 'this is what the answer says', at: symptom.saidMessage?.at };
  if (trigger === 'transport') return { says: exchange.transport?.says ?? '', at: exchange.transport?.at };
  if (trigger === 'signal') {
    const name = rule.triggers.find((one) => one.signal)?.signal ?? '';
    return factEvidence(name, facts)[0] ?? { says: '', at: undefined };
  }
  const { response } = exchange;
  const reported = response?.status ?? facts.envelope.status?.number;
  return {
    says: `the HTTP status is ${reported}`,
    at: response?.status === undefined ? facts.envelope.status?.at : response.statusAt,
  };
}

/** Where the fact of a condition stands; of several the first that stands anywhere. */
function placeOf(condition: CompiledCondition, facts: FactContext): Place | undefined {
  for (const name of factsOf(condition)) {
    const fact = facts.fact(name);
    if (fact.is === 'known' && fact.at) return fact.at;
  }
  return undefined;
}

function factEvidence(name: string, facts: FactContext): { says: string; at: Place | undefined }[] {
  const fact = facts.fact(name);
  const found = findFact(name);
  if (fact.is !== 'known' || !found?.definition.says) return [];
  return [{ says: found.definition.says(fact.value, facts, found.rest), at: fact.at }];
}

/** Resolves a place of the input; undefined when it cannot be pointed at. */
export function positionOf(input: Input, place: Place): Position | undefined {
  const span = locate(input, place);
  if (!span) return undefined;
  return {
    file: input.name,
    ...input.position(span.start),
    offset: span.start,
    length: span.end - span.start,
  };
}

function retry(
  { retry: rule }: RuleText,
  { facts, pack, trigger }: Candidate,
  diagnosis: Diagnosis,
): RetryReport {
  const waited = typeof rule.wait === 'string' ? facts.fact(rule.wait) : undefined;
  const wait =
    typeof rule.wait === 'number'
      ? rule.wait
      : waited?.is === 'known' && typeof waited.value === 'number'
        ? waited.value
        : undefined;
  const policy = pack.settings.retry;
  // The provider's retry policy is for faults of its service; a code that asks to wait means hours or a state.
  const serviceFault = trigger === 'status' || trigger === 'transport';
  const repeated = serviceFault && (rule.when === 'now' || rule.when === 'after-wait');
  const again = rule.when !== 'never' && rule.when !== 'after-fix';
  const write = facts.fact('request.isWrite');
  const key = facts.fact('idempotency.state');
  const keyed =
    diagnosis.pack?.settings.idempotency !== undefined && !(key.is === 'known' && key.value === 'absent');
  return {
    when: rule.when,
    why: fill(rule.why, facts),
    waitSeconds: wait ?? (repeated ? (policy?.waitsSeconds?.[0] ?? null) : null),
    maxAttempts:
      rule.maxAttempts ??
      (rule.when === 'now' || rule.when === 'after-wait' ? (policy?.maxAttempts ?? null) : null),
    sameIdempotencyKey: write.is === 'known' && write.value === true && keyed && again ? true : null,
    checkFirst: diagnosis.outcome === 'unknown' || rule.when === 'after-check' ? checks(diagnosis) : [],
    basis: rule.basis ?? 'documented',
  };
}

/** The requests that show whether a write went through, by the first route of the pack that fits. */
function checks({ pack, facts }: Diagnosis): RetryReport['checkFirst'] {
  const method = facts.fact('request.method');
  const path = facts.fact('request.path');
  if (method.is !== 'known' || path.is !== 'known') return [];
  for (const route of pack?.settings.writes ?? []) {
    const parameters = route.method === method.value && pathParameters(route.path, String(path.value));
    if (!parameters) continue;
    const named = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
    return route.checkFirst.map((check) => ({
      method: check.method,
      url: named(check.url),
      lookFor: named(check.lookFor),
    }));
  }
  return [];
}

/** Facts that would move the leading causes but were not collected. */
function notChecked({ faults, pack, exchange, facts }: Diagnosis): { what: string; how: string }[] {
  const found = new Map<string, string>();
  for (const { causes } of faults) {
    if (causes.length < 2 && causes[0]?.certainty === 'proven') continue;
    for (const { candidate, probability } of causes.slice(0, 4)) {
      if (probability < 0.05) continue;
      for (const name of candidate.undecided.flatMap(factsOf)) {
        const fact = candidate.facts.fact(name);
        if (fact.is === 'not-collected') found.set(fact.what, fact.how);
        if (fact.is === 'failed') found.set('a check of errdoctor broke', fact.error);
      }
    }
  }
  if (!pack && faults.length > 0 && !exchange.request?.url)
    found.set('which provider this is', '--provider ID');
  const write = facts.fact('request.isWrite');
  const status = exchange.response?.status ?? 0;
  if (write.is === 'not-collected' && status >= 500)
    found.set('whether the request was a write (then its outcome is unknown)', '--method METHOD');
  return byHow(found);
}

/** The first reason is enough. */
function onePerId<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  return entries.filter(({ id }, index) => entries.findIndex((one) => one.id === id) === index);
}

/** What is learnt in the same way is said together. */
function byHow(found: ReadonlyMap<string, string>): { what: string; how: string }[] {
  const grouped = new Map<string, string[]>();
  for (const [what, how] of found) grouped.set(how, [...(grouped.get(how) ?? []), what]);
  return [...grouped].map(([how, whats]) => ({ what: whats.join(', '), how }));
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

/** Whether a fault has a cause that says what to change. */
export function isExplained({ causes }: Ranking): boolean {
  return causes[0] !== undefined && !causes[0].candidate.rule.fallback;
}
