import type { PackIndex, PackMatch } from './causes/compiled.js';
import type { Candidate, RuledOut } from './causes/match-rule.js';
import type { Symptom } from './causes/symptom.js';
import { type Ranking, rankCauses } from './causes/rank-causes.js';
import { knownCode, type Recognition, recognise } from './causes/recognise.js';
import type { Exchange } from './exchange/exchange.js';
import type { Stated, SymptomFacts } from './facts/fact.js';
import { Facts } from './facts/facts.js';
import { Consultation } from './faults/consultation.js';
import { splitFaults } from './faults/split-faults.js';
import { isFromDescription, withDescription } from './faults/with-description.js';
import { withLimits } from './faults/with-limits.js';
import { withProbes } from './faults/with-probes.js';
import { withSignature } from './faults/with-signature.js';
import type { ApiDescription } from './openapi/description.js';
import { isBadlySigned, type Outcome, outcomeOf } from './outcome.js';

/** What the engine holds of the packs while it diagnoses. */
export interface LoadedPacks {
  readonly index: PackIndex;
  readonly packs: ReadonlyMap<string, PackMatch>;
}

export interface DiagnoseOptions extends Stated {
  /** `--provider`: skips recognition. */
  readonly provider?: string | undefined;
  /** `--code`, `--message`: stated where the capture has none. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** @internal `--openapi`: what exchanges are held against before they are diagnosed. */
  readonly description?: ApiDescription | undefined;
  /** Judge the signature alone, whatever became of the exchange. */
  readonly verifying?: boolean | undefined;
}

/** The result: ids, numbers and places. Words come last, only for what is printed (report/describe.ts). */
export interface Diagnosis {
  readonly exchange: Exchange;
  /** @internal */
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly pack: PackMatch | undefined;
  readonly recognisedBy: readonly string[];
  readonly symptom: SymptomFacts;
  /** Simultaneous faults, each with its alternatives. */
  readonly faults: readonly Ranking[];
  readonly notes: readonly Candidate[];
  readonly ruledOut: readonly RuledOut[];
}

/**
 * One exchange, diagnosed: a plain synchronous call without clock, disk or socket. The same exchange and options
 * give the same result. Packs that the exchange needs must be loaded.
 *
 * @param recognised what `recognise` said of the exchange with these options, where it was asked before
 */
export function diagnose(
  exchange: Exchange,
  { index, packs }: LoadedPacks,
  options: DiagnoseOptions = {},
  recognised?: { readonly as: Recognition | undefined },
): Diagnosis {
  const bare = new Facts(exchange, undefined, options);
  const recognition: Recognition | undefined = options.provider
    ? { pack: options.provider, by: ['--provider'] }
    : (recognised ?? { as: recognise(bare, index, options) }).as;
  const pack = recognition && packs.get(recognition.pack);
  const facts = pack ? bare.with(pack.settings, recognition.guessed) : bare;
  const consulted = [pack, packs.get('http')].filter((one) => one !== undefined);

  const main = mainSymptom(facts, index, options);
  const { signature, verifying } = options;
  const outcome = verifying ? (isBadlySigned(facts) ? 'failed' : 'succeeded') : outcomeOf(facts, main);
  const failed = outcome !== 'succeeded';
  const asked = new Consultation(consulted, facts, failed);
  const split = verifying ? [] : splitFaults(main, facts, (symptom) => asked.explain(symptom));
  const told = withProbes(withDescription(split, asked.causes.filter(isFromDescription)));
  const view = facts.of(main);
  const limited = failed && pack ? withLimits(told, pack, view, main) : { faults: told, ruledOut: [] };
  const explained =
    failed && pack && signature
      ? withSignature(limited.faults, pack, view, signature, verifying || !exchange.response)
      : limited.faults;
  return {
    exchange,
    facts: view,
    outcome,
    pack,
    recognisedBy: recognition?.by ?? [],
    symptom: main,
    faults: explained.map(rankCauses).filter(({ causes }) => causes.length > 0),
    notes: asked.notes,
    ruledOut: [...asked.ruledOut, ...limited.ruledOut],
  };
}

function mainSymptom(facts: Facts, index: PackIndex, options: DiagnoseOptions): Symptom & SymptomFacts {
  const { envelope, exchange } = facts;
  const said = envelope.code?.text ?? options.code;
  const recordCode =
    said && Object.hasOwn(index.codes, said.toLowerCase()) ? undefined : knownCode(facts, index);
  return {
    code: recordCode ?? said,
    saidCode: recordCode ? undefined : envelope.code,
    message: envelope.message?.text ?? options.message,
    saidMessage: envelope.message,
    status: exchange.response?.status ?? envelope.status?.number,
    transport: exchange.transport?.kind,
  };
}
