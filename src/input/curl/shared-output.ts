import { BODY_NOT_CAPTURED, type Body } from '../../exchange/body.js';
import { answerBody, expectedLength, withoutHeads } from './answer-body.js';
import { HIDDEN_BY_FAIL } from './assemble.js';
import { HTTP_ERROR_EXIT } from './curl-exit.js';
import { Stretch } from './stretch.js';
import { leadsTo, type Turn } from './turns.js';

/**
 * Gives each answer its body. curl prints bodies on standard output and its own lines on standard error; depending
 * on how the two were joined, bodies stand in their places, all before the first line (`before`) or all at the end.
 * Returns what could not be told, a sentence each.
 */
export function shareBodies(turns: readonly Turn[], before: Stretch): string[] {
  for (const turn of turns) if (turn.response) turn.responseBody = withheld(turn);
  const waiting = turns.filter(
    (turn, index) => turn.response && !turn.responseBody && !isPassedOver(turn, turns[index + 1]),
  );
  const bodiless = waiting.filter((turn) => isBlank(printed(turn)) && expectedLength(turn) !== 0);
  const ahead = isShellCommand(before) ? [] : [before];
  const spare = [...ahead, ...waiting.map(surplus)].filter((text) => !isBlank(text));
  if (bodiless.length === 0 || spare.length === 0) {
    for (const turn of waiting) turn.responseBody = answerBody(turn, printed(turn));
    return [];
  }
  return deal(waiting, withoutHeads(Stretch.joined([...ahead, ...waiting.map(printed)])));
}

/** Deals one text with all bodies in a row to the answers, by their lengths; exact only when it is used up. */
function deal(turns: readonly Turn[], pool: Stretch): string[] {
  let rest = pool;
  for (const [index, turn] of turns.entries()) {
    const length = expectedLength(turn) ?? (index === turns.length - 1 ? rest.length : undefined);
    if (length === undefined) {
      return [
        'Several bodies stand together, and without a Content-Length nothing tells where each begins: they were left out.',
      ];
    }
    turn.responseBody = answerBody(turn, rest.slice(0, length));
    rest = withoutHeads(rest.slice(length));
  }
  if (isBlank(rest)) return [];
  for (const turn of turns) {
    if (turn.responseBody?.is === 'bytes') turn.responseBody = { ...turn.responseBody, exact: false };
  }
  return [];
}

/** What `-f` keeps back. */
function withheld(turn: Turn): Body | undefined {
  const failed =
    turn.failure?.exit === HTTP_ERROR_EXIT ||
    turn.infos.some(({ text }) => text.startsWith('The requested URL returned error'));
  return failed && isBlank(printed(turn)) ? { is: 'not-captured', why: HIDDEN_BY_FAIL } : undefined;
}

/** curl reads over the bodies of answers that it acts on itself. */
function isPassedOver(turn: Turn, next: Turn | undefined): boolean {
  const ignored = turn.infos.some(({ text }) => /^Ignor(?:e|ing) .*response-body/.test(text));
  if (!ignored && !leadsTo(turn, next)) return false;
  turn.responseBody = expectedLength(turn) === 0 ? answerBody(turn, printed(turn)) : BODY_NOT_CAPTURED;
  return isBlank(printed(turn));
}

/** The text that stands behind an answer's head, without the raw heads of `-i`. */
function printed(turn: Turn): Stretch {
  return withoutHeads(Stretch.joined(turn.text));
}

/** What was printed behind an answer beyond its own length. */
function surplus(turn: Turn): Stretch {
  const expected = expectedLength(turn);
  const text = printed(turn);
  return expected === undefined ? text.slice(text.length) : text.slice(expected);
}

function isBlank(text: Stretch): boolean {
  return text.text.trim() === '';
}

/** The command line that was copied along, or PowerShell's frame around the first line of standard error. */
function isShellCommand(text: Stretch): boolean {
  const line = text.text.trimStart().slice(0, 300).split('\n', 1)[0] ?? '';
  return /\bcurl(?:\.exe)?\s/.test(line) && !/^(?:[{<"]|\[\s*[[{"\d])/.test(line);
}
