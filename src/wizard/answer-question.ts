import type { CompiledClue } from '../causes/compiled.js';
import { leavesOf, list } from '../causes/condition.js';
import { parseTemplate, type TemplateToken } from '../causes/message-template.js';
import type { Trigger } from '../causes/rule.js';
import type { Diagnosis } from '../diagnose.js';
import { settle, state } from './case.js';
import { gainOf, type PackWords, type Standing } from './standing.js';
import type { Outcome, Question } from './question.js';
import { ANSWER_COST, repairCost } from './repair-cost.js';
import { sentence } from './supposed-values.js';

/** How likely an answer says no more than its status. */
const SAYS_NOTHING = 0.15;
/** Messages and codes that are supposed; the likeliest stand for the others. */
const MOST = 40;
/** What the words that any API may use are worth beside a provider's own. */
const GENERIC = 0.2;
/** What words are worth that are documented for no status, beside those of the one that was answered. */
const ELSEWHERE = 0.2;

/** What the answer says, when neither its body nor a code or message is known. */
export function answerQuestion(standing: Standing): Question[] {
  const { one, diagnosis } = standing;
  if (one.settled.has('answer') || !isUnread(diagnosis)) return [];
  const said = supposedWords(diagnosis, standing);
  // Where nothing is suspected yet, whatever it says is worth knowing.
  const isSuspected = diagnosis.faults.length > 0;
  if (said.length === 0 && isSuspected) return [];
  const total = said.reduce((sum, { weight }) => sum + weight, 0);
  const then = settle(one, 'answer');
  const outcomes: Outcome[] = said.map(({ code, message, weight }) => {
    const stated = state(then, code === undefined ? { message } : { code });
    return {
      label: code ?? `"${message}"`,
      then: stated,
      diagnosis: standing.suppose(stated),
      likely: (weight / total) * (1 - SAYS_NOTHING),
    };
  });
  outcomes.push({
    label: 'no more than the status',
    then,
    diagnosis: standing.suppose(then),
    likely: said.length > 0 ? SAYS_NOTHING : 1,
  });
  return [
    {
      id: 'answer',
      kind: 'answer',
      ask: 'What does the answer say? Paste its body, or type its error code or message.',
      look: 'call',
      outcomes,
      gain: (isSuspected ? gainOf(standing, outcomes, 0) : repairCost(diagnosis)) - ANSWER_COST.call,
    },
  ];
}

/** An answer came, and nothing of what it says is known. */
function isUnread({ exchange, symptom }: Diagnosis): boolean {
  const { response, transport } = exchange;
  const body = response?.body.is;
  return (
    !transport &&
    symptom.code === undefined &&
    symptom.message === undefined &&
    (response === undefined || body === 'not-captured')
  );
}

interface Said {
  readonly code?: string;
  readonly message?: string;
  readonly weight: number;
}

/** What rules of this status wait for: codes and messages that trigger them, and messages that speak for those that stand. */
function supposedWords({ exchange, faults }: Diagnosis, { words }: Standing): Said[] {
  const found = new Map<string, Said>();
  const suppose = (said: Said) => {
    const key = said.code ?? said.message ?? '';
    const before = found.get(key);
    if (key) found.set(key, before ? { ...before, weight: before.weight + said.weight } : said);
  };
  for (const pack of words)
    for (const said of documentedWords(pack, exchange.response?.status)) suppose(said);
  for (const { causes } of faults)
    for (const { candidate, probability } of causes) {
      const message = telling(candidate.rule.clues);
      if (message) suppose({ message, weight: probability / 2 });
    }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST);
}

/** Codes and messages that a pack documents for a status, or for any; by the priors of their rules. */
function documentedWords({ match, pages }: PackWords, status: number | undefined): Said[] {
  const share = match.settings.id === 'http' ? GENERIC : 1;
  return [...match.rules].flatMap(({ note, prior }, number) => {
    const { when = [] } = pages[number] ?? {};
    if (note) return [];
    const fitting = list(when).filter((trigger) => isOfStatus(trigger, status));
    const codes = fitting.flatMap(({ code }) => list(code));
    const messages = fitting.flatMap(({ message }) => list(message));
    const isDocumented = status === undefined || fitting.some((trigger) => trigger.status !== undefined);
    const weight = ((isDocumented ? share : share * ELSEWHERE) * prior) / (codes.length + messages.length);
    return [
      ...codes.map((code) => ({ code, weight })),
      ...messages.map((template) => ({ message: sentence(parseTemplate(template)), weight })),
    ];
  });
}

function isOfStatus(trigger: Trigger, status: number | undefined): boolean {
  const statuses = list(trigger.status).map(String);
  return (
    status === undefined ||
    statuses.length === 0 ||
    statuses.includes(String(status)) ||
    statuses.includes(`${String(status)[0]}xx`)
  );
}

/** A message that makes a cause likelier. */
function telling(clues: readonly CompiledClue[]): string | undefined {
  const tests = clues
    .filter(({ yes }) => yes >= 2)
    .flatMap((one) => leavesOf(one.if))
    .filter(({ fact }) => fact === 'error.message')
    .flatMap((leaf) => leaf.tests);
  const like = tests.find(([operator]) => operator === 'like');
  const [template] = (like?.[1] ?? []) as readonly (readonly TemplateToken[])[];
  return template && sentence(template);
}
