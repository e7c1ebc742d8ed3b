import type { Engine } from '../../causes/engine.js';
import type { Diagnosis } from '../../diagnose.js';
import { diagnoseInputs } from '../../diagnose-inputs.js';
import { Input } from '../../input/input.js';
import type { ReadInputResult } from '../../input/read-input.js';
import { ASK_A_PERSON } from '../../facts/groups/told.js';
import { maskFor } from '../../mask-for.js';
import type { Report } from '../../report/diagnosis.js';
import type { Mask } from '../../report/mask.js';
import { maskDiagnosis } from '../../report/mask-report.js';
import { exchangeOf, optionsOf } from '../../wizard/case.js';
import type { Leading, Session } from '../../wizard/session.js';
import { toldSecrets } from '../../wizard/told-secrets.js';

const NOTHING_READ = new Input('the wizard', new Uint8Array());

/** Puts what a session has come to into words, masked. */
export class Desk {
  constructor(
    private readonly engine: Engine,
    /** What was read at the start. */
    private readonly read: readonly ReadInputResult[],
  ) {}

  /** The same report as of `analyze`, with what was read for it. */
  async report(
    session: Session,
    options: { readonly all?: boolean },
  ): Promise<{ readonly report: Report; readonly shown: readonly ReadInputResult[] }> {
    const { one, capture } = session;
    const exchange = exchangeOf(one);
    const before = this.read.find(({ input }) => input === capture?.input)?.exchanges ?? [];
    const read: ReadInputResult = capture
      ? {
          input: capture.input,
          exchanges: before.map((each, index) => (index + 1 === capture.entry ? exchange : each)),
        }
      : { input: NOTHING_READ, exchanges: [exchange] };
    const { report: whole } = await diagnoseInputs(this.engine, [read], {
      ...optionsOf(one),
      entry: capture?.entry ?? 1,
      always: true,
      ...(options.all && { all: true }),
    });
    // Nobody is sent where they come from.
    const diagnoses = whole.diagnoses.map((one) => ({
      ...one,
      notChecked: one.notChecked.filter(({ how }) => how !== ASK_A_PERSON),
    }));
    return { report: { ...whole, diagnoses }, shown: this.#shown(session) };
  }

  /** What leads in a diagnosis. */
  async leading(session: Session, diagnosis: Diagnosis): Promise<readonly Leading[]> {
    const { capture } = session;
    const described = await this.engine.describe(diagnosis, {
      input: capture?.input ?? NOTHING_READ,
      entry: capture?.entry ?? 1,
    });
    return maskDiagnosis(described, this.mask(session)).causes.map(
      ({ id, title, certainty, probability }) => ({
        id,
        title,
        certainty,
        probability,
      }),
    );
  }

  mask(session: Session): Mask {
    const settings = [...this.engine.store.packs.values()].map((pack) => pack.settings);
    const { one } = session;
    const given = [...(one.options.signing?.secrets ?? []), ...toldSecrets(one)];
    return maskFor(this.#shown(session), settings, given);
  }

  #shown({ one }: Session): ReadInputResult[] {
    const pasted = one.pasted.map(({ input, exchange }) => ({
      input,
      exchanges: [{ ...one.captured, ...exchange }],
    }));
    return [...this.read, ...pasted];
  }
}
