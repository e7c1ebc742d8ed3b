import { type Examined, type Examiner, type ExaminerOptions, openExaminer } from './capture/examiner.js';
import type { OnRemark } from '../capture/remark.js';
import type { Leg } from '../wire/leg.js';
import { complain } from './complain.js';
import type { Io, Sink } from './io.js';
import { wantsColor } from './wants-color.js';

interface Place {
  /** Where reports are read. */
  readonly out: Sink;
  /** Whether each failure is told as it happens. */
  readonly live: boolean;
}

/** Waits for the examiner where it has this much to do, so that memory stays flat. */
const MOST_BACKLOG = 64 * 2 ** 20;

/** What a proxy captures on its way to the examiner, and what is said of it. */
export class CaptureSession {
  readonly #options: ExaminerOptions;
  readonly #io: Io;
  readonly #place: Place;
  readonly #examiner: Examiner;
  readonly #remarks = new Set<string>();
  #examined: Promise<Examined> | undefined;
  #calls = 0;
  #isDistrusted = false;
  #room: Promise<void> | undefined;

  private constructor(options: ExaminerOptions, io: Io, place: Place, examiner: Examiner) {
    this.#options = options;
    this.#io = io;
    this.#place = place;
    this.#examiner = examiner;
  }

  /** @throws UsageError for options that cannot be used, before anything is sent */
  static async open(options: ExaminerOptions, io: Io, { out, live }: Place): Promise<CaptureSession> {
    const setting = {
      options,
      live,
      color: wantsColor(options.color, { ...io, stdout: out }),
      width: out.columns ?? 100,
    };
    const print = (text: string) => void out.write(text).catch(() => undefined);
    return new CaptureSession(options, io, { out, live }, await openExaminer(setting, print));
  }

  /** What a proxy is to tell. */
  get listeners() {
    return {
      onCall: (leg: Leg) => {
        this.#calls++;
        this.#examiner.add(leg);
      },
      onRemark: (({ says, isDistrust }) => {
        this.#isDistrusted ||= isDistrust ?? false;
        if (this.#remarks.has(says)) return;
        this.#remarks.add(says);
        if (this.#place.live) void this.#note(says);
      }) satisfies OnRemark,
      admission: () => this.#admission(),
    };
  }

  /** Whether nothing has come so far. */
  get isSilent(): boolean {
    return this.#calls === 0 && this.#remarks.size === 0;
  }

  /** Whether a program refused a certificate of the capture. */
  get isDistrusted(): boolean {
    return this.#isDistrusted;
  }

  /** Waits for all diagnoses, and writes what is not said yet. Ctrl-C ends a search that takes long. */
  async end(notes: readonly string[] = []): Promise<Examined> {
    const { live, out } = this.#place;
    const listening = this.#io.onInterrupt(() => this.#examiner.interrupt());
    const examined = await this.#finish();
    listening();
    for (const says of [...(live ? [] : this.#remarks), ...notes, ...examined.notes]) await this.#note(says);
    await out.write(examined.text);
    return examined;
  }

  /** Lets go of what was not reported, where nothing came of it. */
  async close(): Promise<void> {
    await this.#finish();
  }

  #finish(): Promise<Examined> {
    this.#examined ??= this.#examiner.finish();
    return this.#examined;
  }

  async #note(says: string): Promise<void> {
    if (!this.#options.quiet) await complain(this.#io, `note: ${says}\n`);
  }

  #admission(): Promise<void> | undefined {
    const examiner = this.#examiner;
    if (this.#room || examiner.backlogBytes < MOST_BACKLOG) return this.#room;
    this.#room = new Promise((resolve) => {
      const timer = setInterval(() => {
        if (examiner.backlogBytes > MOST_BACKLOG / 2) return;
        clearInterval(timer);
        this.#room = undefined;
        resolve();
      }, 20);
    });
    return this.#room;
  }
}
