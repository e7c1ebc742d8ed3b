import { rewrittenSigned } from '../../capture/rewritten-signed.js';
import type { Engine } from '../../causes/engine.js';
import type { PackSettings } from '../../causes/pack.js';
import type { DiagnoseOptions } from '../../diagnose.js';
import { diagnoseInputs } from '../../diagnose-inputs.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { ReadInputResult } from '../../input/read-input.js';
import type { DiagnosisReport, Report } from '../../report/diagnosis.js';
import type { OutputFormat } from '../../report/format.js';
import type { Mask } from '../../report/mask.js';
import type { Leg } from '../../wire/leg.js';
import { recordedCalls } from '../../wire/recorded.js';
import type { ExaminerSetting } from './examiner-setting.js';
import type { KeptCall } from './kept-calls.js';

/** What positions in reports call the capture. */
const NAME = 'capture';
const RECORDER = { name: 'errdoctor capture' };

export interface CallReport {
  readonly report: Report;
  /** What evidence may quote. */
  readonly shown: readonly ReadInputResult[];
}

export function exchangesOf(leg: Leg): readonly Exchange[] {
  return recordedCalls(NAME, [leg], RECORDER).exchanges;
}

/** Diagnoses kept calls, each beside the others, and lays out what was found. */
export class CallReports {
  constructor(
    private readonly engine: Engine,
    private readonly options: DiagnoseOptions & { readonly all?: boolean },
    private readonly setting: ExaminerSetting,
  ) {}

  /** @param entry only this one of them, beside the others */
  async about(calls: readonly KeptCall[], entry?: number): Promise<CallReport> {
    const legs = calls.map(({ leg }) => leg);
    const read: ReadInputResult = recordedCalls(NAME, legs, RECORDER);
    const { description } = this.options;
    const { report } = await diagnoseInputs(this.engine, [read], {
      ...this.options,
      ...(entry !== undefined && { entry }),
    });
    const shown = [read, ...(description ? [{ input: description.input, exchanges: [] }] : [])];
    return {
      report: { ...report, diagnoses: report.diagnoses.map((one) => this.#ofCall(one, calls, read)) },
      shown,
    };
  }

  /**
   * The same without those that break, which must not cost the report about the others.
   *
   * @param onBroken told of each
   */
  async aboutSound(
    calls: readonly KeptCall[],
    onBroken: (call: KeptCall, error: unknown) => void,
  ): Promise<CallReport & { readonly calls: readonly KeptCall[] }> {
    try {
      return { calls, ...(await this.about(calls)) };
    } catch {
      const broken = new Set<KeptCall>();
      for (const call of calls)
        await this.about([call]).catch((error: unknown) => {
          broken.add(call);
          onBroken(call, error);
        });
      const sound = calls.filter((call) => !broken.has(call));
      return { calls: sound, ...(await this.about(sound)) };
    }
  }

  render(
    format: OutputFormat,
    { report, shown }: CallReport,
    mask: Mask,
    color: boolean,
  ): string | Promise<string> {
    const { options, width } = this.setting;
    const { all = false, limit = 10 } = options;
    const inputs = new Map(shown.map(({ input }) => [input.name, input]));
    return format.render(report, { inputs, mask, color, width, all, limit, isGone: true });
  }

  /** By the number of the call, which is also that of a saved HAR; with what was changed of it on its way. */
  #ofCall(
    diagnosis: DiagnosisReport,
    calls: readonly KeptCall[],
    { exchanges }: ReadInputResult,
  ): DiagnosisReport {
    const { source, provider, notes } = diagnosis;
    const call = calls[source.entry - 1];
    const exchange = exchanges[source.entry - 1];
    if (!call || !exchange) return diagnosis;
    const pack = provider ? this.engine.store.packs.get(provider.id)?.settings : undefined;
    return {
      ...diagnosis,
      source: { ...source, entry: call.number },
      notes: [...notes, ...ownNotes(exchange, pack, call.leg)],
    };
  }
}

/** A call that errdoctor itself changed may fail for that alone, whatever else is found. */
function ownNotes(exchange: Exchange, pack: PackSettings | undefined, { rewritten, hidesCertificate }: Leg) {
  const changed = rewritten ? rewrittenSigned(exchange, pack, rewritten) : [];
  return [
    ...changed.map(({ says }) => ({
      id: 'capture/signed-address-rewritten',
      title: 'errdoctor changed an address that is signed',
      explanation: says,
    })),
    ...(hidesCertificate ? [CERTIFICATE_HIDDEN] : []),
  ];
}

const CERTIFICATE_HIDDEN = {
  id: 'capture/client-certificate-hidden',
  title: 'The server did not see the client certificate of the program',
  explanation:
    'errdoctor lacks its key and cannot pass it on: a server that asks for one refuses the call for that alone. Give errdoctor the same with --cert FILE and --key FILE.',
};
