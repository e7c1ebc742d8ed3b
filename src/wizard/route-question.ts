import { holds, leavesOf, type Operator } from '../causes/condition.js';
import type { Diagnosis } from '../diagnose.js';
import { known } from '../facts/fact.js';
import { type Case, settle, state } from './case.js';
import { gainOf, type Standing } from './standing.js';
import { likelihoods } from './likelihood.js';
import type { Outcome, Question } from './question.js';
import { ANSWER_COST } from './repair-cost.js';
import { pathOf } from './supposed-values.js';

const ELSEWHERE = '/anything/else';
/** Where nothing says what to change, a route may show a fault of its own that no cause waits for: worth little, and asked for late. */
const UNEXPLAINED = 0.02;
const OF_PATHS: ReadonlySet<Operator> = new Set(['path', 'startsWith', 'endsWith', 'contains']);

/** Which endpoint was called, where causes depend on it. */
export function routeQuestion(standing: Standing): Question[] {
  const { one, diagnosis, suppose } = standing;
  const [main] = diagnosis.faults;
  const path = diagnosis.facts.fact('request.path');
  if (one.settled.has('route') || !main || path.is === 'known') return [];
  const rules = main.causes.map(({ candidate }) => candidate.rule);
  const templates = rules.flatMap(({ triggers }) => triggers.flatMap(({ paths = [] }) => paths));
  const conditions = rules
    .flatMap(({ clues, unless }) => [...clues.map((clue) => clue.if), ...unless])
    .flatMap(leavesOf)
    .filter(({ fact }) => fact === 'request.path');
  const named = conditions.flatMap(({ tests }) =>
    tests.flatMap(([operator, operand]) =>
      OF_PATHS.has(operator) ? (operand as readonly string[]).slice(0, 1) : [],
    ),
  );
  const paths = [...new Set([...templates, ...named].map(pathOf))];
  const seen = new Set<string>();
  const values = [...paths, ELSEWHERE].filter((value) => {
    const key =
      conditions.map((condition) => holds(condition, { fact: () => known(value) })).join() +
      templates.map((t) => pathOf(t) === value).join();
    return !seen.has(key) && seen.add(key);
  });
  const isUseful = mayHaveCome(diagnosis) && rules.every(({ fallback }) => fallback);
  if (values.length < 2 && !isUseful) return [];
  const likely = likelihoods('request.path', values, main);
  const outcomes = values.map((value, index): Outcome => {
    const then = routed(one, undefined, value);
    return { label: value, then, diagnosis: suppose(then), likely: likely[index] as number };
  });
  return [
    {
      id: 'route',
      kind: 'route',
      ask: 'Which call was it? Method and path, such as POST /v1/payments.',
      look: 'memory',
      outcomes,
      gain: Math.max(gainOf(standing, outcomes, ANSWER_COST.memory), isUseful ? UNEXPLAINED : 0),
    },
  ];
}

/** Whether the request may have reached the server, so that the route can matter. */
function mayHaveCome({ exchange: { transport } }: Diagnosis): boolean {
  return transport === undefined || ['timeout', 'reset', 'http2'].includes(transport.kind);
}

/** The case after the endpoint was told. */
export function routed(one: Case, method: string | undefined, url: string): Case {
  return state(settle(one, 'route'), { ...(method && { method }), url });
}
