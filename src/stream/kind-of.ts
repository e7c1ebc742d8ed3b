import { formats } from '../input/formats.generated.js';
import { beginsLikeHar } from '../input/formats/har.js';
import logLines from '../input/formats/log-lines.js';
import ndjson from '../input/formats/ndjson.js';
import { Input } from '../input/input.js';
import { surestOf } from '../input/read-input.js';

/** Whether an input that begins so holds a record on each line, as the formats say that read it. */
export function isOfLines(beginning: Uint8Array): boolean {
  const surest = surestOf(new Input('-', beginning), formats);
  return surest === ndjson || surest === logLines;
}

/** Whether an input that begins so is a HAR. */
export function isHar(beginning: Uint8Array): boolean {
  return beginsLikeHar(new Input('-', beginning));
}

/** Whether an input that begins so is what errdoctor itself printed: it quotes exchanges, and would be taken for one. */
export function isReport(beginning: Uint8Array): boolean {
  const text = Buffer.from(beginning.subarray(0, 200)).toString('latin1');
  return /^\s*\{\s*"schemaVersion":\s*\d+,\s*"errdoctor":/.test(text);
}
