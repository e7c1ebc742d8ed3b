import type { Engine } from '../../causes/engine.js';
import { loadStyle } from '../../report/text/style.js';
import { Inquiry } from '../../wizard/inquiry.js';
import { readPasted, withPasted } from '../../wizard/pasted.js';
import { canAsk } from '../ask-yes.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type DnsOptions, dnsQuestion } from '../dns-question.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { readSigning, type SignatureOptions } from '../read-signing.js';
import { type CertificateOptions, readTlsSetting } from '../read-tls-setting.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import type { Statement } from '../../exchange/statement.js';
import { UsageError } from '../usage-error.js';
import { verdict } from '../verdict.js';
import { wantsColor } from '../wants-color.js';
import { begin } from '../wizard/begin.js';
import { converse } from '../wizard/conversation.js';
import { Desk } from '../wizard/desk.js';
import { openPrompts } from '../wizard/open-prompts.js';
import { Interrupted } from '../wizard/prompts.js';

export interface WizardOptions
  extends EngineChoice,
    Statement,
    SignatureOptions,
    DnsOptions,
    CertificateOptions,
    ReportingOptions {
  readonly env?: string;
  readonly now?: number;
  readonly entry?: number;
  readonly answers?: string;
  readonly plain?: boolean;
  readonly network?: boolean;
  readonly quiet?: boolean;
}

/** Asks for what is missing, a question at a time, and prints the report. */
export default async function wizard({
  arguments: [file],
  options,
  io,
}: Call<WizardOptions>): Promise<ExitCode> {
  const asks = canAsk(io);
  if (!asks && options.answers === undefined) throw new UsageError(notAtTerminal(file));
  const [format, engine, signing] = await Promise.all([
    reportFormat(options),
    openEngine(options, io),
    readSigning(options, io),
  ]);
  await engine.store.load();
  const packs = await packNames(engine);
  const prompts = asks ? await openPrompts(io, options) : undefined;
  const {
    session: start,
    read,
    notes,
  } = await begin(file, { ...options, answers: undefined, signing }, { engine, packs, io, prompts });
  const remarks = options.quiet ? '' : notes.map((sentence) => `note: ${sentence}\n`).join('');
  await complain(io, remarks);
  const desk = new Desk(engine, read);
  let session = start;
  let interrupted = false;
  if (prompts) {
    const ip = options.ip !== undefined || options.echo !== undefined;
    const given = {
      tls: await readTlsSetting(options, io),
      dns: ip ? await dnsQuestion(options, io) : undefined,
    };
    const inquiry = new Inquiry(engine, given);
    const style = await loadStyle(wantsColor(options.color, { ...io, stdout: io.stderr }));
    try {
      session = await converse(start, {
        inquiry,
        prompts,
        packs,
        style,
        width: Math.min(io.stderr.columns ?? 80, 100),
        plain: options.plain ?? false,
        leading: (now, diagnosis) => desk.leading(now, diagnosis),
        paste: async ({ one }) => {
          const reply = await prompts.paste('Paste what you have: the request, the answer, a log.', ['back']);
          if (reply.is !== 'answer') return reply;
          const { read: pasted } = readPasted('pasted text', reply.value, packs);
          const [exchange] = pasted.exchanges;
          if (!exchange) {
            await prompts.show([
              'Nothing of a call could be read from that; expected is what curl printed, a log line, a HAR, a response.',
            ]);
            return { is: 'back' };
          }
          const then = withPasted(one, { input: pasted.input, entry: 1, exchange });
          return { is: 'answer', value: { then, words: 'pasted', asked: 'More of the call' } };
        },
        act: async () => ({ is: 'unknown' }),
        keep: (now) => {
          session = now;
        },
      });
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      interrupted = true;
    } finally {
      prompts.close();
    }
  }
  const { report, shown } = await desk.report(session, options);
  const mask = desk.mask(session);
  if (!interrupted)
    await writeReport(await format.render(report, reportContext(shown, mask, options, io)), options, io);
  if (report.summary.failed === 0 && report.diagnoses.length === 0) return exitCodes.ok;
  return options.exitZero ? exitCodes.ok : verdict(report.summary);
}

function notAtTerminal(file: string | undefined): string {
  const name = file ?? 'FILE';
  return `The wizard asks questions at a terminal, and this is none. Without questions: errdoctor analyze ${name}, or errdoctor wizard ${name} --answers TRANSCRIPT with the transcript of an earlier run.`;
}

/** The packs that a person may name, by id. */
async function packNames({ store }: Engine): Promise<ReadonlyMap<string, string>> {
  const ids = store.index.packs.filter((id) => id !== 'http');
  return new Map(await Promise.all(ids.map(async (id) => [id, (await store.text(id)).name] as const)));
}
