import { stripControls } from '../report/strip-controls.js';
import type { Mask } from '../report/mask.js';
import type { Risk } from '../replay/risk.js';
import { type OutgoingRequest, requestBytes } from '../wire/outgoing.js';

/** More of a body is not printed. */
const LONGEST_BODY = 16_384;

/** What would be sent, to whom, and in what it is another request than the captured one; masked. */
export function replayPlan(
  request: OutgoingRequest,
  notes: readonly string[],
  risk: Risk | undefined,
  mask: Mask,
): string {
  const remarks = [...(risk ? [...risk.says, ...checkLines(risk)] : []), ...notes];
  const lines = [
    `would be sent to ${new URL(request.origin).host}${request.origin.startsWith('https:') ? ' with TLS' : ''}, and nothing was`,
    ...remarks.map((remark) => `  ${remark}`),
    '',
    messageText(request),
  ];
  return `${mask.text(stripControls(lines.join('\n'), 'keep')).trimEnd()}\n`;
}

/** The requests that show whether the first one went through, one a line. */
export function checkLines({ checkFirst }: Risk): string[] {
  return checkFirst.map(({ method, url, lookFor }) => `check: ${method} ${url}, and look for ${lookFor}`);
}

function messageText(request: OutgoingRequest): string {
  const bytes = requestBytes(request);
  const end = bytes.indexOf('\r\n\r\n') + 4;
  const head = bytes.subarray(0, end).toString('utf8').replaceAll('\r\n', '\n');
  const { body = new Uint8Array() } = request;
  const text = Buffer.from(body).toString('utf8');
  const isText = Buffer.from(text).equals(Buffer.from(body)) && !text.includes('\0');
  if (!isText) return `${head}(${body.length} bytes that are no text)`;
  return text.length > LONGEST_BODY
    ? `${head}${text.slice(0, LONGEST_BODY)}\n(${body.length} bytes in all)`
    : head + text;
}
