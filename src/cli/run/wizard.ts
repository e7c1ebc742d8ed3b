import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../causes/engine.js';
import type { Statement } from '../../exchange/statement.js';
import { type Answers, readAnswers, UnusableAnswers } from '../../wizard/answers.js';
import type { Session } from '../../wizard/session.js';
import { canAsk } from '../ask-yes.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type DnsOptions, dnsQuestion } from '../dns-question.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { Io } from '../io.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { readOne } from '../read-inputs.js';
import { readSigning, type SignatureOptions } from '../read-signing.js';
import { type CertificateOptions, readTlsSetting } from '../read-tls-setting.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import { UsageError } from '../usage-error.js';
import { verdict } from '../verdict.js';
import { begin } from '../wizard/begin.js';
import { Desk } from '../wizard/desk.js';
import { transcriptOf } from '../wizard/offers/transcript.js';
import { openPrompts } from '../wizard/open-prompts.js';
import { Interrupted } from '../wizard/prompts.js';
import { repeatCommand } from '../wizard/repeat-command.js';

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

/**
 * Asks for what is missing, a question at a time, and prints the report. With the transcript of a finished run it repeats
 * that diagnosis and asks nothing.
 */
export default async function wizard({
  arguments: [file],
  options,
  io,
}: Call<WizardOptions>): Promise<ExitCode> {
  const asks = canAsk(io);
  if (!asks && options.answers === undefined) throw new UsageError(notAtTerminal(file));
  const answers = await earlierAnswers(options.answers, io);
  const provider = options.provider ?? answers?.provider;
  const [format, engine, signing] = await Promise.all([
    reportFormat(options),
    openEngine({ ...options, provider }, io),
    readSigning(options, io),
  ]);
  await engine.store.load();
  const packs = await packNames(engine);
  const asking = asks && !answers?.finished ? await openPrompts(io, options) : undefined;
  const prompts = asking?.prompts;
  let session: Session | undefined;
  let isInterrupted = false;
  let desk: Desk | undefined;
  let isStopped = false;
  const stopListening = io.onInterrupt(() => {
    isStopped = true;
  });
  try {
    const start = { ...options, answers: undefined, signing };
    const begun = await begin(file, answers, start, { engine, packs, io, prompts });
    session = begun.session;
    if (!options.quiet) await complain(io, begun.notes.map((sentence) => `note: ${sentence}\n`).join(''));
    desk = new Desk(engine, begun.read);
    if (asking) {
      const { interview } = await import('../wizard/interview.js');
      const given = await probeGiven(options, io);
      session = await interview(session, {
        ...{ ...asking, engine, packs, desk, given, io, options },
        keep: (now) => {
          session = now;
          // Ctrl-C between two questions: what is under way was brought to its end.
          if (isStopped) throw new Interrupted();
        },
      });
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    isInterrupted = true;
  } finally {
    stopListening();
    prompts?.close();
  }
  if (!session || !desk) return exitCodes.ok;

  const { report, shown } = await desk.report(session, options);
  const mask = desk.mask(session);
  const context = reportContext(shown, mask, options, io);
  if (!isInterrupted) await writeReport(await format.render(report, context), options, io);
  if (prompts && session.steps.length > 0) {
    const told = { session, engine, mask, report: async () => ({ report, context }) };
    const saved = saveAside(await transcriptOf(told));
    const why = session.finished ? 'The same again, without questions' : 'To go on later';
    await io.stderr.write(mask.text(`\n${why}: ${repeatCommand(session, saved)}\n`));
  }
  return options.exitZero ? exitCodes.ok : verdict(report.summary);
}

/** Where nothing else was wanted: a file that only its owner reads, in the folder for what may be forgotten. */
function saveAside(transcript: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'errdoctor-')), 'transcript.md');
  writeFileSync(path, transcript, { mode: 0o600 });
  return path;
}

async function earlierAnswers(name: string | undefined, io: Io): Promise<Answers | undefined> {
  if (name === undefined) return undefined;
  const { bytes } = await readOne(name, io);
  try {
    return await readAnswers(new TextDecoder().decode(bytes), name);
  } catch (error) {
    if (error instanceof UnusableAnswers) throw new UsageError(error.message);
    throw error;
  }
}

async function probeGiven(options: WizardOptions, io: Io) {
  const isAddressTold = options.ip !== undefined || options.echo !== undefined;
  return {
    tls: await readTlsSetting(options, io),
    dns: isAddressTold ? await dnsQuestion(options, io) : undefined,
  };
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
