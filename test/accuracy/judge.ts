import { withStatement } from '../../src/exchange/statement.js';
import { type Diagnosis, diagnose, type LoadedPacks } from '../../src/diagnose.js';
import { formats, Input, readInput } from '../../src/index.js';
import type { Engine } from '../../src/causes/engine.js';
import type { DiagnosisReport } from '../../src/report/diagnosis.js';
import { pointsAt } from './carets.js';
import type { Capture } from './exchange.js';
import type { Labelled } from './generate.js';
import type { Other } from './others.js';
import type { Sanitised } from './sanitised.js';
import { type FalseAbsence, falseAbsences } from './absence.js';

/** What errdoctor said of a labelled capture, held against the truth. */
export interface Verdict {
  readonly labelled: Labelled;
  /** Why the capture gave no diagnosis at all. */
  readonly unread?: string;
  /** The leading cause. */
  readonly leading?: Leading;
  readonly right: boolean;
  /** Rank of the true cause, from 1; undefined where it is not listed. */
  readonly rank?: number;
  /** Whether the right cause's evidence points at the planted text; undefined where the capture has none. */
  readonly caret?: boolean;
  readonly absences: readonly FalseAbsence[];
}

type Leading = Pick<DiagnosisReport['causes'][number], 'id' | 'probability' | 'fallback'>;

/** Reads and diagnoses with these rules, as the command line does it. */
export class Judge {
  constructor(
    private readonly engine: Engine,
    private readonly packs: LoadedPacks,
  ) {}

  async judge(labelled: Labelled): Promise<Verdict> {
    const { truth, capture, stated, standing } = labelled;
    const input = new Input('capture', capture.bytes);
    let diagnosis: Diagnosis;
    try {
      diagnosis = this.diagnosis(input, capture.entry, stated);
    } catch (error) {
      return { labelled, unread: String(error), right: false, absences: [] };
    }
    const report = await this.engine.describe(diagnosis, { input, entry: capture.entry });
    const right = new Set([...truth.labels.slice(0, 1), ...truth.accepts]);
    if (truth.general && !standing.identifiable) right.add(truth.general);
    const leaders = leadersOf(report);
    const [leading] = leaders;
    const also = truth.also ?? [];
    const noted = report.notes.some(({ id }) => right.has(id));
    const rank = noted ? 1 : rankOf(report, right);
    return {
      labelled,
      ...(leading && { leading }),
      right:
        noted ||
        (leaders.some(({ id }) => right.has(id)) &&
          also.every((id) => leaders.some((leader) => leader.id === id)) &&
          (also.length > 0 || right.has(leading?.id ?? ''))),
      ...(rank !== undefined && { rank }),
      ...caret(report, right, labelled, input),
      absences: falseAbsences(truth.exchange, diagnosis, report),
    };
  }

  /** Ids that stand as causes where none of them may. */
  async wrongOn({ capture, succeeded }: Other): Promise<string[]> {
    const { causes } = await this.#reportOf(capture);
    return causes.map(({ id }) => id).filter((id) => succeeded || !id.startsWith('http/'));
  }

  /** Claims of absence that the truth contradicts. */
  async absencesIn({ exchange, capture }: Sanitised): Promise<readonly FalseAbsence[]> {
    const input = new Input('capture', capture.bytes);
    const diagnosis = this.diagnosis(input, capture.entry, {});
    return falseAbsences(
      exchange,
      diagnosis,
      await this.engine.describe(diagnosis, { input, entry: capture.entry }),
    );
  }

  async #reportOf({ bytes, entry }: Capture): Promise<DiagnosisReport> {
    const input = new Input('capture', bytes);
    return this.engine.describe(this.diagnosis(input, entry, {}), { input, entry });
  }

  /** The diagnosis of one exchange of an input. Throws what the reader throws. */
  diagnosis(input: Input, entry: number, stated: Labelled['stated']): Diagnosis {
    const { exchanges } = readInput(input, formats);
    const exchange = exchanges[Math.min(entry, exchanges.length) - 1];
    if (!exchange) throw new Error('the reader found no exchange');
    const { provider, ...statement } = stated;
    return diagnose(withStatement(exchange, statement), this.packs, { provider });
  }
}

/** The best cause of each fault. */
function leadersOf({ causes }: DiagnosisReport): Leading[] {
  const seen = new Set<number>();
  return causes.filter(({ fault }) => !seen.has(fault) && seen.add(fault));
}

function rankOf({ causes }: DiagnosisReport, right: ReadonlySet<string>): number | undefined {
  const found = causes.find(({ id }) => right.has(id));
  if (!found) return undefined;
  return causes.filter(({ fault }) => fault === found.fault).indexOf(found) + 1;
}

function caret(
  { causes }: DiagnosisReport,
  right: ReadonlySet<string>,
  { truth, capture, writer }: Labelled,
  input: Input,
): { caret?: boolean } {
  const cause = causes.find(({ id }) => right.has(id));
  if (!cause || !capture.keeps(truth.planted.part)) return {};
  const places = cause.evidence.flatMap(({ at }) => (at ? [at] : []));
  return {
    caret: places.some(({ offset, length }) =>
      pointsAt(input.bytes.subarray(offset, offset + length), truth.planted, writer),
    ),
  };
}
