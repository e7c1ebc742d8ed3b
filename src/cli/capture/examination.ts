import { rewrittenSigned } from '../../capture/rewritten-signed.js';
import type { Engine } from '../../causes/engine.js';
import type { DiagnoseOptions, Diagnosis } from '../../diagnose.js';
import { count } from '../../diagnose-inputs.js';
import { RecentSecrets } from '../../exchange/recent-secrets.js';
import { secretsOfAll } from '../../exchange/secret.js';
import { secretSettings, secretsFor } from '../../mask-for.js';
import type { ApiDescription } from '../../openapi/description.js';
import type { Summary } from '../../report/diagnosis.js';
import type { OutputFormat } from '../../report/format.js';
import { createMask, maskWith, type SecretFinder, secretFinder } from '../../report/mask.js';
import { stripControls } from '../../report/strip-controls.js';
import { type SigningOptions, secretsGiven } from '../../signing/given.js';
import type { Leg } from '../../wire/leg.js';
import type { Io } from '../io.js';
import { writeReport } from '../report-context.js';
import { UsageError } from '../usage-error.js';
import { CallReports, exchangesOf } from './call-reports.js';
import { addTo, noCounts } from './counts.js';
import type { Examined, ExaminerSetting } from './examiner-setting.js';
import { type KeptCall, KeptCalls } from './kept-calls.js';
import { type Notes, nameOf, whatBroke } from './notes.js';
import type { SavedCalls } from './saved-calls.js';

/** What an examination works with. */
export interface Instruments {
  readonly setting: ExaminerSetting;
  readonly engine: Engine;
  readonly signing: SigningOptions;
  readonly description: ApiDescription | undefined;
  readonly format: OutputFormat;
  /** Form of what is printed as it happens; undefined where all is printed at the end. */
  readonly liveFormat: OutputFormat | undefined;
  readonly saved: SavedCalls | undefined;
  readonly notes: Notes;
  readonly io: Io;
}

/** Keeps, saves and diagnoses the calls of a program, one after the other. What breaks becomes a note. */
export class Examination {
  readonly #kept = new KeptCalls();
  readonly #counts = noCounts();
  readonly #reports: CallReports;
  readonly #options: DiagnoseOptions & { readonly all?: boolean };
  /** What was seen in calls that are kept no more may be quoted in later ones. */
  readonly #secrets: RecentSecrets;
  #finder!: SecretFinder;

  constructor(private readonly tools: Instruments) {
    const { setting, signing, description } = tools;
    this.#options = { ...setting.options, signing, description };
    this.#reports = new CallReports(tools.engine, this.#options, setting);
    this.#secrets = new RecentSecrets(secretsGiven(signing.secrets), () => {
      const finder = secretFinder();
      this.#finder = finder;
      return (secret) => finder.add(secret);
    });
  }

  get summary(): Summary {
    return { ...this.#counts };
  }

  /**
   * Takes a call, and gives what is to be printed of it at once. Never throws.
   *
   * @param number counts calls from 1
   */
  async add(leg: Leg, number: number): Promise<string> {
    try {
      return await this.#add(leg, number);
    } catch (error) {
      this.#tellBroken(number, error);
      return '';
    }
  }

  async #add(leg: Leg, number: number): Promise<string> {
    const { engine, saved, liveFormat } = this.tools;
    this.#counts.exchanges++;
    const exchanges = exchangesOf(leg);
    for (const exchange of exchanges) saved?.add(exchange, number);
    await engine.prepare(exchanges, this.#options);
    this.#secrets.learn(secretsOfAll(exchanges, secretSettings(this.#packs)));
    const counted = noCounts();
    for (const exchange of exchanges) {
      const diagnosis = engine.diagnose(exchange, this.#options);
      count(counted, diagnosis);
      if (diagnosis.outcome === 'succeeded') this.#tellRewritten(leg, number, diagnosis);
    }
    const call = { number, leg, counted };
    addTo(this.#counts, { ...counted, exchanges: 0 });
    if (counted.failed === 0) this.#kept.addWorked(call);
    else this.#kept.addFailed(call);
    return counted.failed > 0 && liveFormat ? this.#reportNow(liveFormat, call) : '';
  }

  /** What is said of a call beside those before it, or alone where one of those is broken. */
  async #reportNow(format: OutputFormat, call: KeptCall): Promise<string> {
    const calls = this.#kept.window;
    const said = await this.#reports.about(calls, calls.length).catch(() => this.#reports.about([call]));
    // Seen beside others it may be explained.
    addTo(this.#counts, call.counted, -1);
    addTo(this.#counts, said.report.summary);
    this.#secrets.learn(secretsFor(said.shown, this.#packs, this.tools.signing.secrets));
    const mask = maskWith(this.#finder);
    return printed(format, await this.#reports.render(format, said, mask, this.tools.setting.color));
  }

  /** The report about all calls that are kept. Never throws. */
  async finish(): Promise<Examined> {
    const { notes, saved, liveFormat, setting } = this.tools;
    saved?.close();
    let text = '';
    const said: string[] = [];
    const isPrinted = liveFormat !== undefined && setting.options.output === undefined;
    try {
      if (!isPrinted) text = await this.#reportAll(said);
    } catch (error) {
      said.push(`There is no report: errdoctor itself broke (${whatBroke(error)}).`);
    }
    if (this.#kept.forgotten > 0 && !isPrinted)
      said.push(
        `The first ${this.#kept.forgotten} failures are counted and not in the report: only the latest are kept.`,
      );
    const mask = maskWith(this.#finder);
    return {
      summary: this.summary,
      text,
      notes: [...notes.sentences, ...said].map((note) => mask.text(stripControls(note))),
    };
  }

  async #reportAll(said: string[]): Promise<string> {
    const { format, setting, signing, io } = this.tools;
    const { output, color } = setting.options;
    // A file is always written, so that it is never the report of an earlier run.
    if (this.#counts.failed === 0 && output === undefined) return '';
    const { calls, report, shown } = await this.#reports.aboutSound(this.#kept.all, ({ number }, error) =>
      this.#tellBroken(number, error),
    );
    for (const { counted } of calls) addTo(this.#counts, counted, -1);
    addTo(this.#counts, report.summary);
    const whole = { report: { ...report, summary: this.summary }, shown };
    const mask = createMask([...this.#secrets.all, ...secretsFor(shown, this.#packs, signing.secrets)]);
    const colored = output === undefined ? setting.color : color === 'always';
    const text = await this.#reports.render(format, whole, mask, colored);
    if (output === undefined) return printed(format, text);
    try {
      await writeReport(text, { output }, io);
      return '';
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      said.push(error.message);
      return text;
    }
  }

  get #packs() {
    return [...this.tools.engine.store.packs.values()].map(({ settings }) => settings);
  }

  /** Beside a failure it stands as a note of its own. */
  #tellRewritten({ rewritten }: Leg, number: number, { exchange, pack }: Diagnosis): void {
    if (!rewritten) return;
    for (const { says } of rewrittenSigned(exchange, pack?.settings, rewritten))
      this.tools.notes.add('In ', nameOf(number, exchange), `: ${says}`);
  }

  #tellBroken(number: number, error: unknown): void {
    this.tools.notes.add('', nameOf(number), ` could not be diagnosed (${whatBroke(error)}).`);
  }
}

/** It may stand behind something that the program printed without a line break. */
function printed({ name }: OutputFormat, text: string): string {
  return name === 'text' ? `\n${text}` : text;
}
