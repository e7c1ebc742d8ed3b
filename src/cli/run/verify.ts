import { diagnoseInputs } from '../../diagnose-inputs.js';
import { maskFor } from '../../mask-for.js';
import type { SignatureReport } from '../../report/diagnosis.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { oneExchange } from '../one-exchange.js';
import { openEngine } from '../open-engine.js';
import { readSigning, type SignatureOptions } from '../read-signing.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import type { RequestFiles } from '../request-half.js';
import { searchProgress } from '../search-progress.js';
import { checkSchemes, signingProvider } from '../signing-provider.js';
import type { Statement } from '../../exchange/statement.js';
import { stoppedSearch } from '../stopped-search.js';
import { UsageError } from '../usage-error.js';

export interface VerifyOptions extends Statement, RequestFiles, SignatureOptions, ReportingOptions {
  readonly provider?: string;
  readonly rules?: readonly string[];
  readonly quiet?: boolean;
}

/** Says whether one request or delivery is signed correctly, whatever was answered. */
export default async function verify({
  arguments: [name],
  options,
  io,
}: Call<VerifyOptions>): Promise<ExitCode> {
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);
  const signing = await readSigning(options, io);
  if (signing.secrets.length === 0 && signing.stringToSign === undefined)
    throw new UsageError(
      'A signature is verified with the secret: name it with --secret-env or --secret-file.',
    );
  const { input, exchange, entry, read } = await oneExchange(name, options, io, signing.secrets);
  const pack = await signingProvider(engine, exchange, options);
  checkSchemes(pack, signing.secrets);

  const progress = searchProgress(options, io);
  const { report } = await stoppedSearch(signing, io, (stoppable) =>
    diagnoseInputs(engine, [{ input, exchanges: [exchange] }], {
      ...options,
      provider: options.provider ?? pack.id,
      entry: 1,
      signing: stoppable,
      verifying: true,
      progress: progress.tell,
    }),
  );
  progress.end();
  const diagnoses = report.diagnoses.map((one) => ({ ...one, source: { ...one.source, entry } }));
  const mask = maskFor(
    read,
    [...engine.store.packs.values()].map(({ settings }) => settings),
    signing.secrets,
  );
  const text = await format.render({ ...report, diagnoses }, reportContext(read, mask, options, io));
  await writeReport(text, options, io);
  return options.exitZero ? exitCodes.ok : verdict(diagnoses[0]?.signature);
}

/** Right and in time is valid; what could not be compared is neither valid nor wrong. */
function verdict(signature: SignatureReport | undefined): ExitCode {
  if (signature?.verdict === 'right')
    return signature.window?.inside === false ? exitCodes.explained : exitCodes.ok;
  const wrong: readonly (string | undefined)[] = ['mistake', 'not-found', 'no-signature', 'unreadable'];
  return wrong.includes(signature?.verdict) ? exitCodes.explained : exitCodes.unexplained;
}
