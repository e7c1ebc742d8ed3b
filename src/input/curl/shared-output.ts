import { BODY_NOT_CAPTURED, NO_BODY } from '../../exchange/body.js';
import { answerBody, expectedLength, jsonEnd, mayBeDecoded, withoutHeads } from './answer-body.js';
import { Stretch } from './stretch.js';
import { leadsTo, type Turn } from './turns.js';

/**
 * Gives each answer its body. curl prints bodies on standard output and its own lines on standard error; depending
 * on how the two were joined, bodies stand in their places, all before the first line (`before`) or all at the end.
 * Returns what could not be told, a sentence each.
 */
export function shareBodies(turns: readonly Turn[], before: Stretch): string[] {
  const answered: Turn[] = [];
  turns.forEach((turn, index) => {
    if (!turn.response) return;
    if (isPassedOver(turn, turns[index + 1]))
      turn.responseBody = expectedLength(turn) === 0 ? NO_BODY : BODY_NOT_CAPTURED;
    else answered.push(turn);
  });
  const ahead = isShellCommand(before) ? [] : [before];
  const isLacking = answered.some((turn) => isBlank(printed(turn)) && expectedLength(turn) !== 0);
  const isSpare = [...ahead, ...answered.map(surplus)].some((text) => !isBlank(text));
  if (isLacking && isSpare) return deal(answered, Stretch.joined([...ahead, ...answered.map(printed)]));
  for (const turn of answered) turn.responseBody = answerBody(turn, printed(turn));
  return [];
}

/** Deals one text with all bodies in a row to the answers; exact only when their own lengths use it up. */
function deal(turns: readonly Turn[], pool: Stretch): string[] {
  let rest = withoutHeads(pool);
  let measured = true;
  for (const [index, turn] of turns.entries()) {
    const last = index === turns.length - 1;
    const length = lengthOf(turn) ?? (last ? rest.length : undefined);
    const end = length ?? jsonEnd(rest.text);
    if (length === undefined) measured = false;
    if (end === undefined) {
      return ['Several bodies stand together and nothing tells where each begins: they were left out.'];
    }
    turn.responseBody = answerBody(turn, rest.slice(0, end));
    rest = withoutHeads(rest.slice(end));
  }
  if (measured && isBlank(rest)) return [];
  for (const turn of turns) {
    if (turn.responseBody?.is === 'bytes') turn.responseBody = { ...turn.responseBody, exact: false };
  }
  return [];
}

/** Whether curl read over the body, as it does when it acts on an answer itself. */
function isPassedOver(turn: Turn, next: Turn | undefined): boolean {
  const ignored = turn.infos.some(({ text }) => /^Ignor(?:e|ing) .{0,40}response-body/.test(text));
  return (ignored || leadsTo(turn, next)) && isBlank(printed(turn));
}

/** The text that stands behind an answer's head, without the raw heads of `-i`. */
function printed(turn: Turn): Stretch {
  return withoutHeads(Stretch.joined(turn.text));
}

/** What was printed behind an answer beyond its own body. */
function surplus(turn: Turn): Stretch {
  const text = printed(turn);
  return text.slice(lengthOf(turn) ?? jsonEnd(text.text) ?? text.length);
}

/** The length of the body as curl prints it; undefined where the head does not tell. */
function lengthOf(turn: Turn): number | undefined {
  const expected = expectedLength(turn);
  return expected && turn.response && mayBeDecoded(turn.response) ? undefined : expected;
}

function isBlank(text: Stretch): boolean {
  return text.text.trim() === '';
}

/** The command line that was copied along, or PowerShell's frame around the first line of standard error. */
function isShellCommand(text: Stretch): boolean {
  const line = text.text.trimStart().slice(0, 300).split('\n', 1)[0] ?? '';
  return /\bcurl(?:\.exe)?\s/.test(line) && !/^(?:[{<"]|\[\s*[[{"\d])/.test(line);
}
