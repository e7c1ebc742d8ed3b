import type { Engine } from '../../causes/engine.js';
import type { PackSettings } from '../../causes/pack.js';
import type { ReadInputResult } from '../../input/read-input.js';
import { maskFor } from '../../mask-for.js';
import { answerOf } from '../../replay/compare-answers.js';
import { nextTry } from '../../replay/next-try.js';
import { NotReplayable } from '../../replay/not-replayable.js';
import { type Attempt, Replayer } from '../../replay/replayer.js';
import { riskOf } from '../../replay/risk.js';
import type { ExperimentReport } from '../../report/replay-report.js';
import type { Mask } from '../../report/mask.js';
import { answerWords } from '../../report/replay-words.js';
import { DEFAULT_DEPTH, type GivenSecret, secretsGiven } from '../../signing/given.js';
import { UnsendableRequest } from '../../wire/outgoing.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { Io } from '../io.js';
import { oneExchange } from '../one-exchange.js';
import { openEngine } from '../open-engine.js';
import { replayPlan } from '../print-replay-plan.js';
import { type AccessOptions, readAccess } from '../read-access.js';
import { readCredentials } from '../read-credentials.js';
import { readSecrets, type SecretOptions } from '../read-secrets.js';
import { replayNotes } from '../replay-notes.js';
import { mayReplay } from '../replay-permission.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import type { RequestFiles } from '../request-half.js';
import { checkSaving, saveExchanges, type SavingOptions } from '../save-exchanges.js';
import type { Statement } from '../../exchange/statement.js';
import { UsageError } from '../usage-error.js';
import { verdict } from '../verdict.js';
import { waitVisibly } from '../wait-visibly.js';

export interface ReplayOptions
  extends Statement,
    RequestFiles,
    SecretOptions,
    AccessOptions,
    SavingOptions,
    ReportingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly allowUnsafe?: boolean;
  readonly fresh?: boolean;
  readonly retry?: boolean;
  readonly experiment?: boolean;
  readonly credentialEnv?: readonly string[];
  readonly timeout?: number;
}

const DEFAULT_SECONDS = 30;

/** Sends one captured call again and diagnoses the answer. */
export default async function replay({
  arguments: [name],
  options,
  io,
}: Call<ReplayOptions>): Promise<ExitCode> {
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);
  const secrets = readSecrets(options, io);
  const credentials = readCredentials(options.credentialEnv ?? [], io);
  const access = await readAccess(options, io);
  checkSaving(options);
  const hidden = [...secrets, ...credentials.secrets];
  const { input, exchange, read } = await oneExchange(name, options, io, hidden);
  await engine.prepare([exchange], options);
  const captured = engine.diagnose(exchange, options);

  const stop = new AbortController();
  const settings = {
    credentials: credentials.values,
    secrets,
    fresh: options.fresh ?? false,
    several: Boolean(options.retry || options.experiment),
    access,
    timeoutSeconds: options.timeout ?? DEFAULT_SECONDS,
    signal: stop.signal,
    clock: Date.now,
  };
  const { provider, env, now, all } = options;
  const replayer = usable(
    () =>
      new Replayer(engine, captured, input.name, settings, {
        provider,
        env,
        now,
        ...(all && { all }),
        ...(secrets.length > 0 && { signing: { secrets, depth: DEFAULT_DEPTH } }),
      }),
  );
  if (options.experiment && (options.retry || !/^(?:GET|HEAD)$/.test(replayer.method)))
    throw new UsageError(
      options.retry
        ? 'Choose one of --retry and --experiment.'
        : `--experiment sends a call several times: only GET and HEAD, and this is a ${replayer.method}.`,
    );
  const risk = riskOf(captured, replayer.method, Date.now());
  const notes = replayNotes(captured, { fresh: options.fresh ?? false, now: options.now ?? Date.now() }, io);
  const planMask = maskOf(engine, read, hidden);
  if (options.dryRun) {
    const { request, changes } = usable(() => replayer.prepare());
    await io.stdout.write(replayPlan(request, [...changes, ...notes], risk, planMask));
    return exitCodes.ok;
  }
  if (!options.quiet)
    await complain(io, notes.map((note) => `note: ${note}\n`).join(''), secretsGiven(hidden));
  if (!(await mayReplay(risk, options, planMask, io))) {
    await complain(io, 'Nothing was sent.\n');
    return exitCodes.usage;
  }
  const stopListening = io.onInterrupt(() => stop.abort());
  const attempts = [await sendable(() => replayer.attempt())];
  const found = options.retry
    ? { ended: await retry(attempts, replayer, captured.pack?.settings.retry, stop.signal, options, io) }
    : options.experiment
      ? await experiment(attempts, replayer)
      : {};
  stopListening();

  const exchanges = attempts.map((attempt) => attempt.exchange);
  await saveExchanges(exchanges, { engine, signing: { secrets: hidden, depth: DEFAULT_DEPTH } }, options);
  const report = replayer.report(attempts, found);
  const shown = [...read, ...attempts.map((attempt) => attempt.read)];
  const context = reportContext(shown, maskOf(engine, shown, hidden), options, io);
  await writeReport(await format.render(report, context), options, io);
  return options.exitZero ? exitCodes.ok : verdict(report.summary);
}

/** Tries again as long as that is advised; returns why it ended. After Ctrl-C what was found so far stands. */
async function retry(
  attempts: Attempt[],
  replayer: Replayer,
  policy: PackSettings['retry'],
  signal: AbortSignal,
  options: ReplayOptions,
  io: Io,
): Promise<string> {
  for (;;) {
    const { diagnosis } = attempts.at(-1) as Attempt;
    const next = nextTry(diagnosis, attempts.length - 1, { policy, canSign: replayer.canSign }, Math.random);
    if (signal.aborted) return 'stopped by the user';
    if (!next.again) return next.why;
    const why = `${answerWords(answerOf(diagnosis))} (${next.why})`;
    await waitVisibly(next.waitSeconds, why, signal, options, io);
    if (signal.aborted) return 'stopped by the user';
    const attempt = await sendable(() => replayer.attemptAgain(next.waitSeconds));
    // The call that was broken off tells less than the one before it.
    if (!signal.aborted) attempts.push(attempt);
  }
}

/** Sends variations of a read; what they show counts in the diagnosis of its answer. */
async function experiment(
  attempts: Attempt[],
  replayer: Replayer,
): Promise<{ readonly experiments: readonly ExperimentReport[] }> {
  const { base, experiments } = await sendable(() => replayer.experiment(attempts[0] as Attempt));
  attempts[0] = base;
  return { experiments };
}

function maskOf(engine: Engine, read: readonly ReadInputResult[], hidden: readonly GivenSecret[]): Mask {
  const packs = [...engine.store.packs.values()].map(({ settings }) => settings);
  return maskFor(read, packs, hidden);
}

function usable<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw asUsage(error);
  }
}

async function sendable<Result>(make: () => Promise<Result>): Promise<Result> {
  return make().catch((error: unknown) => {
    throw asUsage(error);
  });
}

/** What keeps a call from being sent is said as a sentence; anything else is a fault of ours. */
function asUsage(error: unknown): unknown {
  if (error instanceof NotReplayable) return new UsageError(error.message);
  if (error instanceof UnsendableRequest) return new UsageError(`The call cannot be sent: ${error.message}.`);
  return error;
}
