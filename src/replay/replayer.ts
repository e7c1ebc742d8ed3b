import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions, Diagnosis } from '../diagnose.js';
import { diagnoseInputs } from '../diagnose-inputs.js';
import type { Exchange, Recorder } from '../exchange/exchange.js';
import type { ReadInputResult } from '../input/read-input.js';
import type { DiagnosisReport, Report } from '../report/diagnosis.js';
import type { ExperimentReport, ReplayedAnswer, ReplayReport } from '../report/replay-report.js';
import type { GivenSecret } from '../signing/given.js';
import type { Access } from '../wire/open-socket.js';
import { send } from '../wire/send.js';
import { answerOf, capturedAnswer, compareAnswers } from './compare-answers.js';
import { effectiveMethod } from './effective-method.js';
import { type Experiment, experimentFacts, experimentReport } from './experiment.js';
import { type Outgoing, outgoing } from './outgoing.js';
import { renew } from './renew.js';
import { type Replayed, replayedRequest } from './replayed-request.js';
import { type Renewal, renewalFor, signatureHeader } from './signature.js';
import { freshlySigned, variationsOf } from './variations.js';

/** How a captured call is sent again. */
export interface ReplaySettings {
  /** Lower-case name of a header → its value, which the capture masks. */
  readonly credentials: ReadonlyMap<string, string>;
  readonly secrets: readonly GivenSecret[];
  /** With a new timestamp and signature. */
  readonly fresh: boolean;
  /** It will be sent several times: with new signatures, where these can be made. */
  readonly several: boolean;
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
  readonly exchange: Exchange;
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
  /** For each further time. */
  readonly #laterRenewal: Renewal | undefined;
  readonly #before: ReplayedAnswer | null;

  /**
   * @param captured the diagnosis of the captured call
   * @param name of the capture
   * @throws NotReplayable where the capture or the settings lack what is needed
   */
  constructor(
    private readonly engine: Engine,
    private readonly captured: Diagnosis,
    private readonly name: string,
    private readonly settings: ReplaySettings,
    private readonly options: DiagnoseOptions & { readonly all?: boolean },
  ) {
    const { exchange, pack, symptom } = captured;
    const renewed = settings.fresh ? signatureHeader(pack?.settings, exchange) : undefined;
    this.#replayed = replayedRequest(exchange, settings.credentials, renewed);
    const renewal = () =>
      renewalFor(pack?.settings, { ...exchange, request: this.#replayed.request }, settings.secrets);
    this.#renewal = settings.fresh ? renewal() : undefined;
    const signs = settings.several && settings.secrets.length > 0 && pack?.settings.signatures;
    this.#laterRenewal = this.#renewal ?? (signs ? renewal() : undefined);
    this.#before = capturedAnswer(exchange, symptom.code);
  }

  /** What the request does to the server, whatever its first word is. */
  get method(): string {
    return effectiveMethod(this.#replayed.request);
  }

  /** Whether a further try can be signed anew. */
  get canSign(): boolean {
    return this.#laterRenewal !== undefined;
  }

  /** The request as it would travel now. */
  prepare(renewal = this.#renewal): Outgoing {
    const prepared = outgoing({ request: this.#request(renewal) });
    return renewal
      ? { ...prepared, changes: [`The ${renewal.scheme.name} is made anew.`, ...prepared.changes] }
      : prepared;
  }

  #request(renewal: Renewal | undefined): Replayed['request'] {
    const { request } = this.#replayed;
    return renewal ? renew(request, renewal.scheme, renewal.secret, this.settings.clock()) : request;
  }

  /** @throws UnsendableRequest before anything is sent */
  attempt(): Promise<Attempt> {
    return this.#send(this.prepare(), 0);
  }

  /** The call once more, after a wait. */
  attemptAgain(waitedSeconds: number): Promise<Attempt> {
    return this.#send(this.prepare(this.#laterRenewal), waitedSeconds);
  }

  /**
   * The same read with one thing about it changed at a time, each sent once, and the diagnosis of `base` in the light of
   * what that showed. Ends early when the signal says so.
   */
  async experiment(
    base: Attempt,
  ): Promise<{ readonly base: Attempt; readonly experiments: ExperimentReport[] }> {
    const made: Experiment[] = [];
    const request = this.#request(this.#renewal);
    const later = this.#renewal ? undefined : this.#laterRenewal;
    const variations = [
      ...variationsOf(request, this.captured.pack?.settings),
      ...(later ? [freshlySigned(this.#request(later))] : []),
    ];
    for (const { id, what, changed, family } of variations) {
      const prepared = outgoing({ request: { ...request, ...changed } });
      const { exchange, diagnosis } = await this.#send(prepared, 0, family);
      if (this.settings.signal.aborted) break;
      made.push({ id, what, diagnosis, exchange });
    }
    const told = await this.#diagnose(base.read, { answers: experimentFacts(made, base) });
    return {
      base: { ...base, ...told },
      experiments: made.map((one) => experimentReport(one, base)),
    };
  }

  async #send({ request, changes }: Outgoing, waitedSeconds: number, family?: 4 | 6): Promise<Attempt> {
    const { access, timeoutSeconds, signal, clock } = this.settings;
    const at = clock();
    const sent = await send(request, {
      ...access,
      ...(family && { family }),
      timeoutSeconds,
      signal,
      follow: this.#replayed.follow,
      name: `${this.name} (sent again)`,
      recorder: RECORDER,
    });
    // Whoever gets it, it stays a delivery.
    const exchange = { ...sent.exchange, delivery: this.captured.exchange.delivery };
    const read = { input: sent.input, exchanges: [exchange] };
    const { remarks } = sent;
    return { read, exchange, ...(await this.#diagnose(read)), changes, remarks, at, waitedSeconds };
  }

  /** The diagnosis of an answer, whether it is a failure or not. */
  async #diagnose(
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
   * @param more.ended why the call was not tried again, where it might have been
   * @param more.experiments what changed with the request
   */
  report(attempts: readonly Attempt[], more: Pick<ReplayReport, 'ended' | 'experiments'> = {}): Report {
    const last = attempts.at(-1) as Attempt;
    const replay: ReplayReport = {
      ...compareAnswers(this.#before, answerOf(last.diagnosis)),
      before: this.#before,
      changes: [...last.changes, ...last.remarks],
      ...more,
      attempts: attempts.map(({ diagnosis, at, waitedSeconds }) => ({
        ...answerOf(diagnosis),
        at: new Date(at).toISOString(),
        waitedSeconds,
      })),
    };
    return { ...last.report, diagnoses: [{ ...last.diagnosis, replay }] };
  }
}
