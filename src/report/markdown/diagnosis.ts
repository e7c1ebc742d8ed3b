import { groupBy } from '../../group-by.js';
import {
  CHECK_SOMEHOW,
  callOf,
  checksOf,
  moneyWords,
  noteWords,
  placeOf,
  resultOf,
} from '../describe-call.js';
import type { CauseReport, DiagnosisReport } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { alternative, causeBlocks } from './cause.js';
import { comparisonBlocks } from './comparison.js';
import { code, prose } from './escape.js';
import { probeBlocks } from './probe.js';
import { replayBlocks } from './replay.js';
import { signatureBlocks } from './signature.js';
import { windowBlocks } from './window.js';

/** Everything about one exchange, as Markdown blocks. `several` says that the report is about more than this one. */
export async function diagnosisBlocks(
  diagnosis: DiagnosisReport,
  context: RenderContext,
  several: boolean,
): Promise<string[][]> {
  const numbers = [...new Set(diagnosis.causes.map(({ fault }) => fault))];
  const faults = await Promise.all(
    numbers.map((number) => {
      const causes = diagnosis.causes.filter(({ fault }) => fault === number);
      return faultBlocks(causes, diagnosis.noneOfThese[String(number)] ?? 0, context);
    }),
  );
  const nothing = faults.length === 0 && diagnosis.outcome !== 'succeeded';
  return [
    [heading(diagnosis)],
    facts(diagnosis, several),
    checkFirst(diagnosis),
    replayBlocks(diagnosis.replay),
    ...probeBlocks(diagnosis.probes),
    ...faults.flat(),
    nothing ? ['No cause found: nothing that errdoctor knows fits what was captured.'] : [],
    ...windowBlocks(diagnosis.window),
    ...signatureBlocks(diagnosis.signature),
    ...comparisonBlocks(diagnosis.comparison),
    list(
      'Ruled out',
      [...groupBy(diagnosis.ruledOut, ({ why }) => why)].map(
        ([why, members]) => `${members.map(({ id }) => code(id)).join(', ')}: ${prose(why)}`,
      ),
    ),
    list(
      'Not checked',
      diagnosis.notChecked.map(({ what, how }) => `${prose(what)}: ${code(how)}`),
    ),
    list(
      'Notes',
      diagnosis.notes.map((note) => prose(noteWords(note))),
    ),
  ];
}

function heading(diagnosis: DiagnosisReport): string {
  const { provider } = diagnosis;
  const call = callOf(diagnosis);
  const asked = call === undefined ? 'request not captured' : code(call);
  return `### ${asked} → ${prose(resultOf(diagnosis))}${provider ? `, ${prose(provider.name)}` : ''}`;
}

function facts(diagnosis: DiagnosisReport, several: boolean): string[] {
  const { response, transport, provider, time } = diagnosis;
  const said = [response?.status, response?.code, response?.message].filter(
    (part) => part !== null && part !== undefined && part !== '',
  );
  return [
    ...(transport ? [`- Failed: ${prose(transport.kind)}, ${code(transport.says)}`] : []),
    ...(response ? [`- Answer: ${said.map((part) => code(String(part))).join(' ') || 'not captured'}`] : []),
    ...(response
      ? [`- Request id: ${response.requestId === null ? 'none in the answer' : code(response.requestId)}`]
      : []),
    ...(time
      ? [`- Time: ${prose(time.at)}${time.clock === 'recorder' ? " (the recorder's clock)" : ''}`]
      : []),
    ...(provider?.environment ? [`- Environment: ${prose(provider.environment)}`] : []),
    `- Capture: ${code(placeOf(diagnosis, several))}`,
  ];
}

/** A write whose outcome is unknown may have moved money: how to find out comes before everything else. */
function checkFirst(diagnosis: DiagnosisReport): string[] {
  if (diagnosis.outcome !== 'unknown') return [];
  const checks = checksOf(diagnosis.causes).map(
    ({ method, url, lookFor }) => `- ${code(`${method} ${url}`)}: look for ${prose(lookFor)}`,
  );
  return [
    `**Outcome unknown${moneyWords(diagnosis.causes)}: check, then decide.**`,
    '',
    ...(checks.length > 0 ? checks : [CHECK_SOMEHOW]),
  ];
}

async function faultBlocks(
  causes: readonly CauseReport[],
  none: number,
  context: RenderContext,
): Promise<string[][]> {
  const [leading, ...others] = causes as [CauseReport, ...CauseReport[]];
  const inFull = await Promise.all(
    (context.all ? causes : [leading]).map((cause) => causeBlocks(cause, context)),
  );
  const alternatives = context.all ? [] : others.map((cause) => alternative(cause, context));
  return [
    ...inFull.flat(),
    alternatives.length > 0 ? ['**Or:**', '', ...alternatives] : [],
    none > leading.probability
      ? ['Something that errdoctor does not know is likelier than each of these.']
      : [],
  ];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`**${title}:**`, '', ...items.map((item) => `- ${item}`)] : [];
}
