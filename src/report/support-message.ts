import { resultOf } from './describe-call.js';
import type { CauseReport, DiagnosisReport } from './diagnosis.js';
import { probeWords } from './probe-report.js';
import { groupBy } from '../group-by.js';
import { fileWords } from './text/file-words.js';
import { wrap } from './text/lines.js';

const WIDTH = 90;

/**
 * The message to a provider's support about one failed call: what they need to find it, what we saw, what was checked
 * and what is still missing. Plain text; the diagnosis must be masked already.
 */
export function supportMessage(diagnosis: DiagnosisReport): string[] {
  const leaders = leading(diagnosis.causes);
  const blocks = [
    [`To:      ${contactOf(diagnosis)}`, `Subject: ${subject(diagnosis)}`],
    ['Hello,', '', ...wrap(opening(diagnosis), WIDTH)],
    identification(diagnosis),
    section('What we think it is', leaders.map(suspicion)),
    section('What was checked', [
      ...unique(leaders.flatMap(({ evidence }) => evidence.map((one) => checked(one, diagnosis)))),
      ...computed(diagnosis),
      ...probed(diagnosis),
    ]),
    section(
      'What was ruled out',
      [...groupBy(diagnosis.ruledOut, ({ why }) => why)].map(
        ([why, members]) => `${members.map(({ id }) => id).join(', ')}: ${why}`,
      ),
    ),
    section(
      'What we could not check',
      diagnosis.notChecked.map(({ what }) => what),
    ),
    section('Missing from this message', missing(diagnosis)),
    wrap(question(diagnosis), WIDTH),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function contactOf({ provider }: DiagnosisReport): string {
  const { email, url } = provider?.contact ?? {};
  if (email ?? url) return [email, url].filter(Boolean).join(' or ');
  return provider ? `the support of ${provider.name} (its pack names no address)` : 'the support of the API';
}

function subject(diagnosis: DiagnosisReport): string {
  const { request, response } = diagnosis;
  const call = [request?.method, pathOf(request?.url)].filter(Boolean).join(' ') || 'A call';
  const result = [resultOf(diagnosis), response?.code];
  const id = response?.requestId ? ` (request ${response.requestId})` : '';
  return `${call}: ${result.filter(Boolean).join(' ')}${id}`.replace(/\s+/g, ' ');
}

function pathOf(url: string | null | undefined): string | undefined {
  return url?.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
}

function opening({ provider, outcome }: DiagnosisReport): string {
  const api = provider ? `the ${provider.name}` : 'your API';
  return outcome === 'unknown'
    ? `a call of ours to ${api} failed, and we do not know whether it was carried out. These are its details and what we found so far.`
    : `a call of ours to ${api} failed. These are its details and what we found so far.`;
}

/** What support needs to find the call in its own logs. */
function identification({ request, response, transport, provider, time }: DiagnosisReport): string[] {
  const said = [response?.status, response?.code].filter((part) => part !== null && part !== undefined);
  const answer = [said.join(' '), response?.message].filter(Boolean).join(': ');
  const clock = time?.clock === 'recorder' ? "our recorder's clock" : "your answer's Date";
  const row = (label: string, text: string) => wrap(text, WIDTH, `  ${label.padEnd(13)}`);
  return [
    ...row('request id', response?.requestId ?? 'none (see below)'),
    ...row('time', time ? `${time.at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')} (${clock})` : 'not known'),
    ...row('environment', provider?.environment ?? 'not known'),
    ...row('endpoint', [request?.method, request?.url].filter(Boolean).join(' ') || 'not captured'),
    ...row('answer', answer),
    ...row('failure', transport ? `${transport.kind}: ${transport.says}` : ''),
  ];
}

/** What another file shows (an API description) says little without its place. */
function checked({ says, at }: CauseReport['evidence'][number], { source }: DiagnosisReport): string {
  return at && at.file !== source.file ? `${says} (${fileWords(at.file)}:${at.line})` : says;
}

/** What was found out about the signature, as far as support can use it: nothing about the secret. */
function computed({ signature }: DiagnosisReport): string[] {
  if (!signature) return [];
  const { verdict, says, stringToSign, checklist = [] } = signature;
  const points = checklist.filter(({ what, is }) => is !== 'cannot tell' && what !== 'secret');
  return [
    ...(verdict === 'no-secret' ? [] : [says]),
    ...(stringToSign ? [stringToSign.says] : []),
    ...points.map(({ what, is, why }) => `${signature.name}, ${what}: ${is}. ${why}`),
  ];
}

/** What was seen on the network from our side. */
function probed({ probes = [] }: DiagnosisReport): string[] {
  return probes.flatMap((probe) => probe.seen.map(({ what, is }) => `${probeWords(probe)}, ${what}: ${is}`));
}

/** The first cause of each fault. */
function leading(causes: readonly CauseReport[]): CauseReport[] {
  return causes.filter((cause, index) => causes.findIndex(({ fault }) => fault === cause.fault) === index);
}

function suspicion({ certainty, title, explanation, id }: CauseReport): string {
  const more = explanation === title ? '' : ` ${explanation}`;
  return `${certainty}: ${title}${/[.!?]$/.test(title) ? '' : '.'}${more} (${id})`;
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`${title}:`, ...items.flatMap((item) => wrap(item.replace(/\s+/g, ' '), WIDTH, '- '))];
}

/** What support will ask for first, and where to take it from. */
function missing({ request, response, transport, provider, time }: DiagnosisReport): string[] {
  return [
    ...(response?.requestId ? [] : [`the request id: ${whyNoId(response !== null, transport !== null)}`]),
    ...(time ? [] : ['the time of the call: take it, in UTC, from the log of the calling program']),
    ...(request?.url ? [] : ['the endpoint: it is not in the capture']),
    ...(provider?.environment ? [] : ['the environment: test or live (--env NAME)']),
  ];
}

function whyNoId(answered: boolean, failed: boolean): string {
  if (failed) return 'there was no whole answer that could hold one';
  return answered
    ? 'the captured answer holds none; look for it in the response headers and in the log of the calling program'
    : 'the answer is not in the capture';
}

function question({ outcome, response }: DiagnosisReport): string {
  const which = response?.requestId
    ? `request ${response.requestId}`
    : 'this call, by its time and endpoint,';
  return outcome === 'unknown'
    ? `Could you look up ${which} in your logs and tell us whether it was carried out, and why it failed?`
    : `Could you look up ${which} in your logs and tell us which check refused it, and what it expected?`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
