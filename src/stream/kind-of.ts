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
