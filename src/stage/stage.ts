import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type Engine, loadEngine } from '../causes/engine.js';
import { type Statement, withStatement } from '../exchange/statement.js';
import { diagnoseInputs } from '../diagnose-inputs.js';
import type { GatewayHosts } from '../causes/gateway-hosts.js';
import { Input } from '../input/input.js';
import type { ApiDescription } from '../openapi/description.js';
import type { Mask } from '../report/mask.js';
import { maskDiagnosis, maskPart } from '../report/mask-report.js';
import type { SigningOptions } from '../signing/given.js';
import { LONGEST } from '../stream/piece.js';
import type { FullAnswer, LineCounts } from './experiment.js';
import { KnownAnswers } from './known-answers.js';
import { lineField } from './line-field.js';
import { exchangesOn } from './exchanges-on.js';
import { LineMasks } from './line-masks.js';
import { LineOutput } from './line-output.js';
import { eachLine, type Lines } from './whole-lines.js';

/** What a stage is told before the first line: plain data, which threads get as it is. */
export interface StageSetting extends Statement {
  /** The field of a line that is copied to its result. */
  readonly idField: string;
  /** Folders of further packs, and hosts of one's own. */
  readonly rules: readonly string[];
  readonly hosts?: GatewayHosts | undefined;
  readonly provider?: string | undefined;
  readonly env?: string | undefined;
  readonly now?: number | undefined;
  /** File of the API's description. */
  readonly openapi?: string | undefined;
  /** With shared memory that stops the stage after the line at work. */
  readonly signing: SigningOptions & { readonly stop: Int32Array };
  /** Also what was ruled out, and every factor. */
  readonly all?: boolean | undefined;
}

/** What became of some lines. */
export interface Answer {
  /** One line of JSON for each, as UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly counts: StageCounts;
  /** False where the stage was stopped before the last line. */
  readonly complete: boolean;
}

export interface StageCounts extends LineCounts {
  readonly lines: number;
  /** Lines on which errdoctor itself broke. */
  readonly broken: number;
}

const PROBLEMS = {
  blank: 'The line is blank.',
  tooLong: `The line is longer than ${LONGEST / 2 ** 20} MiB.`,
  none: 'The line tells of no HTTP call.',
  broken: 'errdoctor itself broke on this line.',
};

/** Lines between which other work of the process gets its turn. */
const TURN = 64;

/**
 * Judges lines one by one, each as if it were alone: what is said of a line depends on nothing but the line and the
 * setting, so that an input may be split and its lines sent to any process. What was learnt of earlier lines makes it
 * faster, and must not show.
 */
export class Stage {
  readonly #masks: LineMasks;
  readonly #output = new LineOutput();
  /** Answers name the file. */
  #known: { readonly file: string; readonly answers: KnownAnswers } | undefined;

  constructor(
    private readonly setting: StageSetting,
    private readonly engine: Engine,
    private readonly description: ApiDescription | undefined,
  ) {
    this.#masks = new LineMasks(engine.store, setting.signing.secrets, description?.input);
  }

  /**
   * The same from the setting alone.
   *
   * @throws when rules or the description cannot be read
   */
  static async open(setting: StageSetting): Promise<Stage> {
    const { rules, hosts, openapi } = setting;
    const engine = await loadEngine({ rules, ...(hosts && { hosts }) });
    const description = openapi === undefined ? undefined : await readDescription(openapi);
    return new Stage(setting, engine, description);
  }

  /** One line of JSON for every line, in their order. Not to be called again before it has answered. */
  async answer(lines: Lines, file: string): Promise<Answer> {
    const output = this.#output;
    const counts = { lines: 0, exchanges: 0, failed: 0, unexplained: 0, broken: 0 };
    if (lines === 'too long') {
      counts.lines++;
      output.text(`${problemText('null', PROBLEMS.tooLong)}\n`);
      return { bytes: output.take(), counts, complete: true };
    }
    const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
    const known = this.#knownOf(file);
    known?.lay(bytes);
    for (const { start, end } of eachLine(bytes)) {
      if (Atomics.load(this.setting.signing.stop, 0) !== 0)
        return { bytes: output.take(), counts, complete: false };
      let line = known?.tell(start, end, output);
      if (!line) {
        const answer = await this.#answerLine(bytes.subarray(start, end), file);
        if (answer) await known?.learn(start, end, answer);
        else counts.broken++;
        output.text(answer?.text ?? problemText('null', PROBLEMS.broken));
        line = answer?.counts ?? NOTHING;
      }
      output.text('\n');
      counts.lines++;
      counts.exchanges += line.exchanges;
      counts.failed += line.failed;
      counts.unexplained += line.unexplained;
      if (counts.lines % TURN === 0) await setImmediate();
    }
    return { bytes: output.take(), counts, complete: true };
  }

  #knownOf(file: string): KnownAnswers | undefined {
    const { signing } = this.setting;
    // What is computed of a body, or looked up in a description, may depend on every byte.
    if (this.description || signing.secrets.length > 0 || signing.stringToSign !== undefined)
      return undefined;
    if (this.#known?.file !== file)
      this.#known = { file, answers: new KnownAnswers((line) => this.#answerLine(line, file)) };
    return this.#known.answers;
  }

  /** @returns undefined where errdoctor itself breaks: the next line is not to blame */
  async #answerLine(line: Uint8Array, file: string): Promise<FullAnswer | undefined> {
    try {
      const { text, counts, mask } = await this.#judge(new Input(file, line));
      // Whoever keeps the answer keeps nothing of what the mask remembers.
      const { find, quotes } = mask;
      return { text: Buffer.from(text).toString('latin1'), counts, mask: { find, quotes } };
    } catch {
      return undefined;
    }
  }

  async #judge(input: Input): Promise<FullAnswer> {
    const { description, setting } = this;
    const exchanges = exchangesOn(input).map((exchange) => withStatement(exchange, setting));
    const options = { ...setting, description, stateless: true, always: true };
    const { report } = await diagnoseInputs(this.engine, [{ input, exchanges }], options);
    const packs = report.diagnoses.flatMap(({ provider }) => provider?.id ?? []);
    const mask = this.#masks.for({ input, exchanges }, ['http', ...packs]);
    const id = maskedId(lineField(input, setting.idField), mask);
    const [diagnosis, ...others] = report.diagnoses.map((one) => JSON.stringify(maskDiagnosis(one, mask)));
    if (diagnosis === undefined) {
      const isBlank = input.text().trim() === '';
      const text = problemText(id, isBlank ? PROBLEMS.blank : PROBLEMS.none);
      return { text, counts: NOTHING, mask };
    }
    const text =
      others.length === 0
        ? `{"id":${id},${diagnosis.slice(1)}`
        : `{"id":${id},"diagnoses":[${[diagnosis, ...others].join()}]}`;
    return { text, counts: report.summary, mask };
  }
}

const NOTHING: LineCounts = { exchanges: 0, failed: 0, unexplained: 0 };

function problemText(id: string, problem: string): string {
  return `{"id":${id},"problem":${JSON.stringify(problem)}}`;
}

/** As it is written, so that numbers keep all digits; of what holds a secret, a masked copy. */
function maskedId(field: string | undefined, mask: Mask): string {
  if (field === undefined) return 'null';
  const value: unknown = JSON.parse(field);
  const masked = JSON.stringify(maskPart(value, mask, true));
  if (masked !== JSON.stringify(value)) return masked;
  return mask.text(field) === field ? field : JSON.stringify(mask.text(field));
}

async function readDescription(path: string): Promise<ApiDescription> {
  const { ApiDescription: openapi } = await import('../openapi/description.js');
  return openapi.read(new Input(path, readFileSync(path)));
}
