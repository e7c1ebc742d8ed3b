import type { TriggerKind } from './compiled.js';
import type { Candidate } from './match-rule.js';

export type Certainty = 'proven' | 'stated' | 'likely' | 'possible';

export interface RankedCause {
  readonly candidate: Candidate;
  readonly probability: number;
  readonly certainty: Certainty;
  /** Whether it is a special case for which nothing speaks, beside the general rule. */
  readonly isUnsupported: boolean;
  /** Ids of symptoms that this cause explains. */
  readonly folded: readonly string[];
}

export interface Ranking {
  /** Best first. With noneOfThese their probabilities sum to 1. */
  readonly causes: readonly RankedCause[];
  readonly noneOfThese: number;
}

/** What is kept for "something else", by what triggered the rules: a code leaves little room. */
const NONE: Readonly<Record<TriggerKind, number>> = {
  code: 0.01,
  message: 0.05,
  status: 0.05,
  transport: 0.05,
  signal: 0.05,
};
/** A status leaves much room where no provider's documentation says what it means there. */
const NONE_OF_UNDOCUMENTED_STATUS = 0.25;
const NONE_BESIDE_PROOF = 0.005;

/** What a special case weighs for which nothing speaks while the general rule of its trigger stands beside it. */
export const UNSUPPORTED_SPECIAL = 0.05;

/** From this share of "something else" on, rules that only restate the status stay in the list. */
const ALL_UNLIKELY = 0.75;

/** What a rule that waits for the API's own answer is worth when a gateway answered in the API's place. */
const GATEWAY_ANSWERED = 0.05;

/** One page of arithmetic, told in docs/ranking.md. Candidates must belong to one symptom. */
export function rankCauses(matched: readonly Candidate[]): Ranking {
  const candidates = matched.filter((one) => !isOutdone(one, matched));
  const live = chooseLive(candidates);
  if (live.length === 0) return { causes: [], noneOfThese: 1 };
  const proven = live.filter((candidate) => candidate.proven);
  const isProven = proven.length > 0;
  const first = weigh(isProven ? proven : live, isProven);

  // Folding waits for the order: only the leader says which of the others were its symptoms.
  const leader = chooseLeader(first.entries);
  const symptoms = new Set(leader.rule.explains);
  const all = first.entries.map((entry) => entry.candidate);
  const pool = all.filter((one) => one === leader || !isSymptom(one, leader, symptoms));
  // A general statement of the same trigger stood for the special cases that no rule knows: its weight stays with them.
  const general = all.filter(
    (one) => !pool.includes(one) && one.pack === leader.pack && one.trigger === leader.trigger,
  );
  const { entries } = weigh(pool, isProven, general);

  const causes = entries.map(({ candidate, share }): RankedCause => {
    const probability = Math.floor(share * 1000) / 1000;
    const folds =
      candidate === leader
        ? candidates.filter(
            (one) =>
              one !== leader &&
              (one.rule.fallback || symptoms.has(one.rule.id) || isSymptom(one, leader, symptoms)),
          )
        : [];
    return {
      candidate,
      probability,
      certainty: certaintyOf(candidate, share, live),
      isUnsupported: isUnsupportedSpecial(candidate, pool),
      folded: [...new Set(folds.map(({ rule }) => rule.id))],
    };
  });
  const shown = causes.filter(({ probability }) => probability > 0);
  const rest = 1 - shown.reduce((sum, { probability }) => sum + probability, 0);
  return { causes: shown, noneOfThese: Math.round(rest * 1000) / 1000 };
}

/** Whether a fault has a cause that says what to change. */
export function isExplained({ causes }: Ranking): boolean {
  return causes[0] !== undefined && !causes[0].candidate.rule.fallback;
}

/**
 * Rules that say what to change stand before those that restate a status, unless the evidence speaks against every
 * one of them: then the restated status is the better answer.
 */
function chooseLive(candidates: readonly Candidate[]): readonly Candidate[] {
  const explaining = candidates.filter(({ rule }) => !rule.fallback);
  if (explaining.length === 0) return preferSpecific(candidates);
  return weigh(explaining, false).none > ALL_UNLIKELY
    ? [...explaining, ...preferSpecific(candidates.filter(({ rule }) => rule.fallback))]
    : explaining;
}

/**
 * The first, or the rule that explains it: one of equal weight, or a provider's of half the generic one's weight. A
 * generic rule yields to the provider's own that the words of the answer triggered, whatever the two weigh.
 */
function chooseLeader(entries: readonly { candidate: Candidate; share: number }[]): Candidate {
  const [first] = entries as [{ candidate: Candidate; share: number }];
  const specific =
    entries.find(
      ({ candidate, share }) =>
        candidate.rule.explains.includes(first.candidate.rule.id) &&
        share * (candidate.pack === first.candidate.pack ? 1 : 2) >= first.share,
    ) ??
    entries.find(
      ({ candidate }) => wordsOfAnswer(candidate) && isSymptom(first.candidate, candidate, new Set()),
    );
  return (specific ?? first).candidate;
}

/** A generic rule folds under a provider's own where both go by the words of the answer: the provider knows them better. */
function isSymptom(one: Candidate, leader: Candidate, symptoms: ReadonlySet<string>): boolean {
  if (symptoms.has(one.rule.id)) return true;
  if (one.proven || one.pack === leader.pack || one.pack.settings.id !== 'http') return false;
  return leader.proven || wordsOfAnswer(leader) || wordsOfAnswer(one);
}

function wordsOfAnswer({ trigger }: Candidate): boolean {
  return trigger === 'code' || trigger === 'message';
}

/** A fallback for a class of statuses stands only for those that have none of their own. */
function isOutdone(one: Candidate, matched: readonly Candidate[]): boolean {
  return (
    Boolean(one.rule.fallback && one.broad) &&
    matched.some(({ rule, broad, pack }) => rule.fallback && !broad && pack === one.pack)
  );
}

/** Without any explaining rule the provider's own fallbacks stand for the generic ones. */
function preferSpecific(fallbacks: readonly Candidate[]): readonly Candidate[] {
  const specific = fallbacks.filter(({ pack }) => pack.settings.id !== 'http');
  return specific.length > 0 ? specific : fallbacks;
}

function weigh(
  pool: readonly Candidate[],
  proven: boolean,
  general: readonly Candidate[] = [],
): { entries: { candidate: Candidate; share: number }[]; none: number } {
  let keep = proven ? NONE_BESIDE_PROOF : Number.POSITIVE_INFINITY;
  let weights = 0;
  let priors = 0;
  const entries = pool.map((candidate) => {
    const weight = weightOf(candidate) * (isUnsupportedSpecial(candidate, pool) ? UNSUPPORTED_SPECIAL : 1);
    if (!proven) keep = Math.min(keep, roomForOthers(candidate));
    weights += weight;
    priors += candidate.rule.prior;
    return { candidate, share: weight };
  });
  // Scaled by the priors, not by the evidence: when all evidence speaks against every rule, this grows.
  let none = (keep / (1 - keep)) * (proven ? weights : priors);
  for (const candidate of general) none += weightOf(candidate);
  const total = none + weights;
  for (const entry of entries) entry.share /= total;
  entries.sort((a, b) => b.share - a.share || (a.candidate.rule.id < b.candidate.rule.id ? -1 : 1));
  return { entries, none: none / total };
}

function roomForOthers({ trigger, pack }: Candidate): number {
  return trigger === 'status' && pack.settings.id === 'http' ? NONE_OF_UNDOCUMENTED_STATUS : NONE[trigger];
}

/**
 * What the general rule says is true of each of its special cases; without evidence it is the better answer. Words of
 * a message are evidence themselves: the special case has words of its own.
 */
function isUnsupportedSpecial(one: Candidate, pool: readonly Candidate[]): boolean {
  return (
    // Nearly all explain nothing.
    one.rule.explains.length > 0 &&
    !one.proven &&
    one.trigger !== 'message' &&
    one.steps.every(({ factor }) => factor <= 1) &&
    limitFactor(one) <= 1 &&
    hasGeneral(one, pool)
  );
}

/** Whether a cause that says more in general stands among others. */
function hasGeneral({ rule: { explains }, pack, trigger }: Candidate, pool: readonly Candidate[]): boolean {
  for (const one of pool)
    if (one.pack === pack && one.trigger === trigger && !one.rule.fallback && explains.includes(one.rule.id))
      return true;
  return false;
}

/** How much a documented limit speaks for its cause when the request breaks it, and against it when it is kept. */
const LIMIT_BROKEN = 20;
const LIMIT_KEPT = 0.05;

/** The factor of the documented limits behind a cause; 1 where there are none, or where they cannot be told. */
export function limitFactor({ limits }: Candidate): number {
  if (!limits) return 1;
  if (limits.broken.length > 0) return LIMIT_BROKEN;
  return limits.kept.length > 0 ? LIMIT_KEPT : 1;
}

function weightOf(candidate: Candidate): number {
  const { rule, steps, facts, trigger, pack } = candidate;
  let evidence = rule.prior * limitFactor(candidate);
  for (const { factor } of steps) evidence *= factor;
  const gateway = pack.settings.id !== 'http' && trigger === 'status' && facts.fact('response.fromGateway');
  return gateway && gateway.is === 'known' && gateway.value ? evidence * GATEWAY_ANSWERED : evidence;
}

function certaintyOf(candidate: Candidate, share: number, live: readonly Candidate[]): Certainty {
  if (candidate.rule.fallback) return 'possible';
  if (candidate.proven) return 'proven';
  const named = candidate.trigger === 'code' || candidate.trigger === 'message';
  const alone = live.every(
    (one) =>
      one === candidate || one.trigger !== candidate.trigger || one.rule.explains.includes(candidate.rule.id),
  );
  if (named && alone && share >= 0.5) return 'stated';
  return share >= 0.5 ? 'likely' : 'possible';
}
