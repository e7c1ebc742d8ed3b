import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions, Diagnosis } from '../diagnose.js';
import { diagnoseInputs } from '../diagnose-inputs.js';
import type { Recorder } from '../exchange/exchange.js';
import type { ReadInputResult } from '../input/read-input.js';
import type { DiagnosisReport, ReplayedAnswer, ReplayReport, Report } from '../report/diagnosis.js';
import type { GivenSecret } from '../signing/given.js';
import type { Access } from '../wire/open-socket.js';
import { send } from '../wire/send.js';
import { answerOf, capturedAnswer, compareAnswers } from './compare-answers.js';
import { type Outgoing, outgoing } from './outgoing.js';
import { renew } from './renew.js';
import { type Replayed, replayedRequest } from './replayed-request.js';
import { type Renewal, renewalFor } from './signature.js';

/** How a captured call is sent again. */
export interface ReplaySettings {
  /** Lower-case name of a header → its value, which the capture masks. */
  readonly credentials: ReadonlyMap<string, string>;
  readonly secrets: readonly GivenSecret[];
  /** With a new timestamp and signature. */
  readonly fresh: boolean;
  /** More than once: each further time with a new signature, where that can be made. */
  readonly retry: boolean;
  readonly access: Access;
  readonly timeoutSeconds: number;
  /** Ends a call and every wait early. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A call that was sent once more. */
export interface Attempt {
  readonly read: ReadInputResult;
  readonly report: Report;
  readonly diagnosis: DiagnosisReport;
  readonly changes: readonly string[];
  readonly remarks: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly waitedSeconds: number;
}

const RECORDER: Recorder = { name: 'errdoctor replay' };

/** Sends one captured call again, as often as it is asked to, and diagnoses each answer. */
export class Replayer {
  readonly #replayed: Replayed;
  readonly #renewal: Renewal | undefined;
  /** For each further try. */
  readonly #laterRenewal: Renewal | undefined;
  readonly #before: ReplayedAnswer | null;

  /**
   * @param captured the diagnosis of the captured call
   * @param name of the capture
   * @throws NotReplayable where the capture or the settings lack what is needed
   */
  constructor(
    private readonly engine: Engine,
    captured: Diagnosis,
    private readonly name: string,
    private readonly settings: ReplaySettings,
    private readonly options: DiagnoseOptions & { readonly all?: boolean },
  ) {
    const { exchange, pack, symptom } = captured;
    this.#replayed = replayedRequest(exchange, settings.credentials);
    const renewal = () =>
      renewalFor(pack?.settings, { ...exchange, request: this.#replayed.request }, settings.secrets);
    this.#renewal = settings.fresh ? renewal() : undefined;
    const signs = settings.retry && settings.secrets.length > 0 && pack?.settings.signatures;
    this.#laterRenewal = this.#renewal ?? (signs ? renewal() : undefined);
    this.#before = capturedAnswer(exchange, symptom.code);
  }

  get method(): string {
    return this.#replayed.request.method;
  }

  /** Whether a further try can be signed anew. */
  get canSign(): boolean {
    return this.#laterRenewal !== undefined;
  }

  /** The request as it would travel now. */
  prepare(renewal = this.#renewal): Outgoing {
    const { request } = this.#replayed;
    if (!renewal) return outgoing({ request });
    const { scheme, secret } = renewal;
    const prepared = outgoing({ request: renew(request, scheme, secret, this.settings.clock()) });
    return { ...prepared, changes: [`The ${scheme.name} is made anew.`, ...prepared.changes] };
  }

  /** @throws UnsendableRequest before anything is sent */
  attempt(): Promise<Attempt> {
    return this.#send(this.prepare(), 0);
  }

  /** The call once more, after a wait. */
  attemptAgain(waitedSeconds: number): Promise<Attempt> {
    return this.#send(this.prepare(this.#laterRenewal), waitedSeconds);
  }

  async #send({ request, changes }: Outgoing, waitedSeconds: number): Promise<Attempt> {
    const { access, timeoutSeconds, signal, clock } = this.settings;
    const at = clock();
    const { input, exchange, remarks } = await send(request, {
      ...access,
      timeoutSeconds,
      signal,
      follow: this.#replayed.follow,
      name: `${this.name} (sent again)`,
      recorder: RECORDER,
    });
    const { report, diagnosis } = await this.diagnose({ input, exchanges: [exchange] });
    return { read: { input, exchanges: [exchange] }, report, diagnosis, changes, remarks, at, waitedSeconds };
  }

  /** The diagnosis of an answer, whether it is a failure or not. */
  async diagnose(
    read: ReadInputResult,
    options: DiagnoseOptions = {},
  ): Promise<Pick<Attempt, 'report' | 'diagnosis'>> {
    const { report } = await diagnoseInputs(this.engine, [read], {
      ...this.options,
      ...options,
      always: true,
    });
    return { report, diagnosis: report.diagnoses[0] as DiagnosisReport };
  }

  /**
   * The report of the last attempt, with what became of all of them.
   *
   * @param ended why the call was not tried again, where it might have been
   */
  report(attempts: readonly Attempt[], ended?: string): Report {
    const last = attempts.at(-1) as Attempt;
    const replay: ReplayReport = {
      ...compareAnswers(this.#before, answerOf(last.diagnosis)),
      before: this.#before,
      changes: [...last.changes, ...last.remarks],
      ...(ended !== undefined && { ended }),
      attempts: attempts.map(({ diagnosis, at, waitedSeconds }) => ({
        ...answerOf(diagnosis),
        at: new Date(at).toISOString(),
        waitedSeconds,
      })),
    };
    return { ...last.report, diagnoses: [{ ...last.diagnosis, replay }] };
  }
}
