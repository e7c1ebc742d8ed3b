import { type Body, BODY_NOT_CAPTURED, NO_BODY } from '../../exchange/body.js';
import { checkJson } from '../../exchange/json-syntax.js';
import { type Piece, Stretch } from '../curl/stretch.js';

/** What clients write where they leave out the rest of a body: Guzzle and Laravel; Spring and Feign, with its length. */
const CUT = / \(truncated\.\.\.\)|\.\.\. \((\d{1,15}) bytes\)/;
/** Spring writes line breaks so. */
const LINE_BREAK = '<EOL>';

/**
 * The body that a message quotes from `text` on, of which only the beginning is known. It ends with its JSON, where the
 * client says that it cut it, or with the line.
 */
export function quotedBody(text: Stretch, closer: string | undefined): Body {
  if (/^(?:\[no body\]|no body\]|\s*$)/.test(text.text.slice(0, 200))) return NO_BODY;
  const content = withLineBreaks(text);
  const syntax = checkJson(content.bytes);
  if (syntax.is === 'ok' && /^\s{0,100}[{[]/.test(content.text)) return told(content.slice(0, syntax.end));
  const mark = CUT.exec(content.text);
  if (mark) {
    const bytes = content.slice(0, mark.index);
    return { is: 'cut', bytes: bytes.bytes, of: mark[1] ? Number(mark[1]) : undefined, at: bytes.place };
  }
  const feed = text.text.indexOf('\n');
  const line = withLineBreaks(feed < 0 ? text : text.slice(0, feed));
  const words = line.text.trimEnd();
  const length = closer && words.endsWith(closer) ? words.length - closer.length : words.length;
  return length === 0 ? BODY_NOT_CAPTURED : told(line.slice(0, length));
}

/** The message may have been decoded and encoded again on its way, so that nothing is exact. */
function told(text: Stretch): Body {
  return { is: 'bytes', wire: text.bytes, exact: false, at: text.place };
}

function withLineBreaks(text: Stretch): Stretch {
  if (!text.text.includes(LINE_BREAK)) return text;
  const pieces: Stretch[] = [];
  const feed = new Stretch([{ text: '\n', start: undefined } satisfies Piece]);
  let from = 0;
  for (let at = text.text.indexOf(LINE_BREAK); at >= 0; at = text.text.indexOf(LINE_BREAK, from)) {
    pieces.push(text.slice(from, at), feed);
    from = at + LINE_BREAK.length;
  }
  pieces.push(text.slice(from));
  return Stretch.joined(pieces);
}
