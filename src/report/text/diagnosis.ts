import {
  CHECK_SOMEHOW,
  callOf,
  checksOf,
  moneyWords,
  noteWords,
  placeOf,
  resultOf,
} from '../describe-call.js';
import type { CauseReport, DiagnosisReport, RetryReport } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { stripControls } from '../strip-controls.js';
import { alternativeLine, causeLines } from './cause.js';
import { groupBy } from '../../group-by.js';
import { comparisonLines } from './comparison.js';
import { labelled, wrap } from './lines.js';
import { probeLines } from './probe.js';
import { replayLines } from './replay.js';
import { signatureLines } from './signature.js';
import type { Style } from './style.js';
import { windowLines } from './window.js';

const INDENT = '  ';

/** Everything about one exchange. `several` says that the report is about more than this one. */
export function diagnosisLines(
  diagnosis: DiagnosisReport,
  context: RenderContext,
  style: Style,
  several: boolean,
): string[] {
  const blocks = [
    [style.bold(headline(diagnosis, several))],
    checkFirst(diagnosis, context, style),
    answer(diagnosis, context),
    replayLines(diagnosis.replay, context.width, INDENT),
    probeLines(diagnosis.probes, context.width, INDENT, style),
    ...faults(diagnosis, context, style),
    windowLines(diagnosis.window, context.width, INDENT),
    signatureLines(diagnosis.signature, context, INDENT),
    comparisonLines(diagnosis.comparison, context, INDENT),
    rest(diagnosis, context),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** `call.har:120 (entry 3)  POST https://… -> 401  Acme API` */
function headline(diagnosis: DiagnosisReport, several: boolean): string {
  const { provider } = diagnosis;
  const call = callOf(diagnosis) ?? 'request not captured';
  const parts = [
    // What a probe saw stands in no capture.
    ...(diagnosis.probes && !diagnosis.request ? [] : [placeOf(diagnosis, several)]),
    `${call} -> ${resultOf(diagnosis)}`,
    ...(provider ? [provider.name] : []),
  ];
  return stripControls(parts.join('  '), 'keep').replace(/\s*\n\s*/g, ' ');
}

/** A write whose outcome is unknown may have moved money: how to find out comes before everything else. */
function checkFirst(diagnosis: DiagnosisReport, context: RenderContext, style: Style): string[] {
  if (diagnosis.outcome !== 'unknown') return [];
  const checks = checksOf(diagnosis.causes);
  const how =
    checks.length > 0
      ? checks.flatMap((check) => checkLines(check, context.width))
      : wrap(CHECK_SOMEHOW, context.width, INDENT.repeat(2));
  return [INDENT + style.alarm(`outcome unknown${moneyWords(diagnosis.causes)}: check, then decide`), ...how];
}

function checkLines({ method, url, lookFor }: RetryReport['checkFirst'][number], width: number): string[] {
  return [`${INDENT.repeat(2)}${method} ${url}`, ...wrap(`look for ${lookFor}`, width, INDENT.repeat(3))];
}

/** The provider's own words: status, code, message and request id, also where we know better. */
function answer({ response, transport, probes }: DiagnosisReport, { width, all }: RenderContext): string[] {
  const failed = transport ? labelled(INDENT, 'failed', `${transport.kind}: ${transport.says}`, width) : [];
  if (!response) return transport || probes ? failed : labelled(INDENT, 'answer', 'not captured', width);
  const { status, code, message, requestId, details } = response;
  const said = [status, code].filter((part) => part !== null).join(' ');
  const words = [said, message].filter((part) => part !== null && part !== '').join(': ');
  const missing = [
    ...(status === null ? ['status not captured'] : []),
    ...(code === null ? ['no code'] : []),
    ...(message === null ? ['no message'] : []),
    requestId === null ? 'no request id' : `request id ${requestId}`,
  ];
  const other = all && Object.keys(details).length > 0 ? JSON.stringify(details) : '';
  return [
    ...failed,
    ...labelled(INDENT, 'answer', words, width),
    ...labelled(INDENT, words === '' ? 'answer' : '', missing.join(', '), width),
    ...labelled(INDENT, 'details', other, width),
  ];
}

/** One block for each fault: its leading cause in full, its alternatives in a line each. */
function faults(diagnosis: DiagnosisReport, context: RenderContext, style: Style): string[][] {
  const numbers = [...new Set(diagnosis.causes.map((cause) => cause.fault))];
  if (numbers.length === 0) return diagnosis.outcome === 'succeeded' ? [] : [noCause(context)];
  return numbers.map((number, index) => {
    const causes = diagnosis.causes.filter((cause) => cause.fault === number);
    const none = diagnosis.noneOfThese[String(number)] ?? 0;
    const title =
      numbers.length > 1 ? [INDENT + style.bold(`fault ${index + 1} of ${numbers.length}`), ''] : [];
    return [...title, ...faultLines(causes, none, context, style)];
  });
}

function faultLines(
  causes: readonly CauseReport[],
  none: number,
  context: RenderContext,
  style: Style,
): string[] {
  const [leading, ...others] = causes as [CauseReport, ...CauseReport[]];
  const inFull = context.all ? causes : [leading];
  const doubt = none > leading.probability ? ['', ...wrap(DOUBT, context.width, INDENT)] : [];
  const alternatives = context.all ? [] : others;
  return [
    ...inFull.flatMap((cause, index) => [
      ...(index > 0 ? [''] : []),
      ...causeLines(cause, context, style, INDENT),
    ]),
    ...(alternatives.length > 0 ? ['', `${INDENT}or`] : []),
    ...alternatives.flatMap((cause) => alternativeLine(cause, context, style, INDENT.repeat(2))),
    ...doubt,
    ...(context.all ? ['', `${INDENT}none of these ${none}`] : []),
  ];
}

const DOUBT = 'Something that errdoctor does not know is likelier than each of these.';

function noCause(context: RenderContext): string[] {
  return wrap('no cause found: nothing that errdoctor knows fits what was captured', context.width, INDENT);
}

/** What is no cause: rules that fell away, what could not be looked at, advice. */
function rest({ ruledOut, notChecked, notes }: DiagnosisReport, { width }: RenderContext): string[] {
  const ways = groupBy(notChecked, ({ how }) => how);
  const unchecked = [...ways].map(
    ([how, members]) => `${members.map(({ what }) => what).join(', ')}: ${how}`,
  );
  return [
    ...column(
      'ruled out',
      [...groupBy(ruledOut, ({ why }) => why)].map(
        ([why, members]) => `${members.map(({ id }) => id).join(', ')} (${why})`,
      ),
      width,
    ),
    ...column('unchecked', unchecked, width),
    ...column('note', notes.map(noteWords), width),
  ];
}

function column(label: string, items: readonly string[], width: number): string[] {
  return items.flatMap((item, index) =>
    wrap(item, width, `${INDENT}${(index === 0 ? label : '').padEnd(11)}`),
  );
}
