import type { CompiledRule, RulePage } from '../../causes/compiled.js';
import { list } from '../../causes/condition.js';
import type { Trigger } from '../../causes/rule.js';
import { CODE, MESSAGE, routeWords } from './words.js';

/** A cause with all that the flow needs of it. */
export interface Cause {
  readonly match: CompiledRule;
  readonly page: RulePage;
  /** Number of the provider's check that it comes from; infinite for none. */
  readonly gate: number;
}

/** One way in which a cause shows. */
export interface Placement {
  readonly cause: Cause;
  readonly answer: 'none' | 'some' | 'either';
  /** How the call failed, the status (`401`, `5xx`, or nothing for whatever it is), or the fact that speaks for itself. */
  readonly symptom: string;
  /** What the answer says: codes and templates of messages, each of which is enough. */
  readonly words: readonly string[];
  /** The calls that it is confined to. */
  readonly route?: string;
}

/**
 * All ways in which a cause shows. Where an answer names the cause, what else may lead to it is left out: that is for
 * answers that were cut off.
 */
export function placementsOf(cause: Cause): Placement[] {
  const triggers = list(cause.page.when);
  const telling = tellingOf(triggers);
  const failures = telling.flatMap((trigger) =>
    list(trigger.transport).map((symptom) => place(cause, 'none', symptom, [], [trigger])),
  );
  const answers = telling.filter(({ transport, signal }) => !transport && !signal);
  const statuses = answers.length > 0 ? statusesOf(answers) : [];
  const answered = statuses.map((symptom) => {
    const here = answers.filter((one) => covers(one, symptom));
    const said = here.filter(names);
    return place(cause, 'some', symptom, said.flatMap(wordsOf), said.length > 0 ? said : here);
  });
  const signs = telling.flatMap((trigger) =>
    trigger.signal ? [place(cause, 'either', trigger.signal, [], [trigger])] : [],
  );
  return [...failures, ...answered, ...signs];
}

function tellingOf(triggers: readonly Trigger[]): readonly Trigger[] {
  const plain = triggers.filter(({ signal, evident }) => !signal && !evident);
  const evident = triggers.filter((trigger) => trigger.evident);
  if (plain.some(names)) return plain;
  return plain.length + evident.length > 0 ? [...plain, ...evident] : triggers;
}

function names({ code, message }: Trigger): boolean {
  return code !== undefined || message !== undefined;
}

/** The statuses of a cause; a class of them only where no single one of it is named. */
function statusesOf(triggers: readonly Trigger[]): string[] {
  const all = new Set(triggers.flatMap(({ status }) => list(status).map(String)));
  const exact = [...all].filter((status) => /^\d{3}$/.test(status));
  const classes = [...all].filter(
    (one) => one.endsWith('xx') && !exact.some((status) => status[0] === one[0]),
  );
  return all.size > 0 ? [...exact, ...classes] : [''];
}

function covers({ status }: Trigger, symptom: string): boolean {
  return status === undefined || list(status).some((one) => includes(String(one), symptom));
}

/** Whether a status is the other, or of the class that the other names. */
export function includes(status: string, other: string): boolean {
  return status === other || (status.endsWith('xx') && status[0] === other[0]);
}

function wordsOf({ code, message }: Trigger): string[] {
  return [...list(code).map((one) => CODE + one), ...list(message).map((one) => MESSAGE + one)];
}

/** Calls that it is confined to: none where one of the triggers is open to all. */
function place(
  cause: Cause,
  answer: Placement['answer'],
  symptom: string,
  words: readonly string[],
  triggers: readonly Trigger[],
): Placement {
  const routes = new Set(triggers.map(({ method, path }) => routeWords(list(method), list(path))));
  const route = routes.has('') ? '' : [...routes].join(', or ');
  return { cause, answer, symptom, words: [...new Set(words)], ...(route && { route }) };
}
