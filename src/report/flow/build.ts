import type { PackMatch, RulePage } from '../../causes/compiled.js';
import { type Branch, OTHERWISE, way } from './flow.js';
import { leaves } from './leaves.js';
import { type Cause, includes, type Placement, placementsOf } from './placement.js';
import { alike, byStatus, families, type Group } from './placement-groups.js';
import { CODE, either, failureWords, saidWords, signWords, statusWords } from './words.js';

/** A cause that is so much rarer than another with the same symptom is shown only where nothing else fits. */
const RARE = 0.01;

/** The flow of a provider from both parts of its pack. Advice, which is no cause, has no place in it. */
export function providerFlow({ settings, rules }: PackMatch, pages: readonly RulePage[]): Branch {
  const gates = new Map((settings.gates ?? []).map(({ id }, index) => [id, index]));
  const causes = pages.flatMap((page, index): Cause[] => {
    const match = rules.at(index);
    if (!match || match.note) return [];
    return [{ match, page, gate: gates.get(match.gate ?? '') ?? Number.POSITIVE_INFINITY }];
  });
  const places = worthShowing(causes.flatMap(placementsOf));
  const those = (answer: Placement['answer']) => places.filter((place) => place.answer === answer);
  const failures = alike(those('none'), bySymptom).flatMap((group) =>
    callsOf(either(group.keys.map(failureWords)), group),
  );
  const signs = alike(those('either'), ({ symptom }) => [signWords(symptom)]).flatMap((group) =>
    callsOf(either(group.keys), group),
  );
  const statuses = families(those('some')).flatMap(statusBranch);
  const branches = [
    ...way('No', 'How did the call fail?', failures),
    ...way('Yes', 'Which status does the answer have?', statuses),
    ...way('Either way', 'What does the call itself show?', signs),
  ];
  const [only, ...others] = branches;
  // Where all causes need an answer, nobody has to be asked whether there was one.
  if (only && others.length === 0 && only.branches.length > 0) return { ...only, holds: settings.name };
  return { holds: settings.name, asks: 'Did an HTTP answer arrive?', branches, causes: [] };
}

function worthShowing(places: readonly Placement[]): Placement[] {
  const best = new Map<string, number>();
  for (const { symptom, cause } of places)
    best.set(symptom, Math.max(best.get(symptom) ?? 0, cause.match.prior));
  const common = places.filter(({ symptom, cause }) => cause.match.prior >= RARE * (best.get(symptom) ?? 0));
  const shown = new Set(common.map(({ cause }) => cause));
  return [...common, ...places.filter(({ cause }) => !shown.has(cause))];
}

function bySymptom({ symptom }: Placement): string[] {
  return [symptom];
}

function statusBranch({ keys, members }: Group): Branch[] {
  const partial = members.filter(({ cause }) => !isEverywhere(cause, keys, members));
  const parts = byStatus(partial).flatMap((group) => {
    const [asks, ways] = answers(group.members);
    return way(statusWords(group.keys), asks, ways);
  });
  const [asks, ways] = answers(members.filter((place) => !partial.includes(place)));
  if (parts.length === 0) return way(statusWords(keys), asks, ways);
  const rest = ways
    .filter(({ holds }) => holds === OTHERWISE)
    .map((one) => ({ ...one, holds: 'any of them' }));
  const told = ways.filter(({ holds }) => holds !== OTHERWISE);
  const question = told.length > 0 ? `${asks.slice(0, -1)}, or else which status?` : 'Which status is it?';
  return way(statusWords(keys), question, [...told, ...parts, ...rest]);
}

function isEverywhere(cause: Cause, statuses: readonly string[], members: readonly Placement[]): boolean {
  return statuses.every((status) =>
    members.some((place) => place.cause === cause && includes(place.symptom, status)),
  );
}

/** The ways on by what the answer says, then by the call; with the question that leads there. */
function answers(members: readonly Placement[]): [asks: string, ways: Branch[]] {
  const named = alike(
    members.filter(({ words }) => words.length > 0),
    ({ words }) => words,
  );
  const isCode = ({ keys }: Group) => Number(keys.every((key) => key.startsWith(CODE)));
  const said = [...named].sort((a, b) => isCode(a) - isCode(b));
  const others = calls(members.filter(({ words }) => words.length === 0));
  return [
    said.length > 0 ? 'What does the answer say?' : WHICH_CALL,
    [...said.flatMap((group) => callsOf(saidWords(group.keys), group)), ...others],
  ];
}

const WHICH_CALL = 'Which call is it?';

function callsOf(holds: string, { members }: Group): Branch[] {
  return way(holds, WHICH_CALL, calls(members), ' on ');
}

function calls(members: readonly Placement[]): Branch[] {
  const rest = members.filter(({ route }) => route === undefined);
  const routed = members.filter(({ route }) => route !== undefined);
  return [
    ...alike(routed, ({ route = '' }) => [route]).map((group) => end(either(group.keys), group.members)),
    ...(rest.length > 0 ? [end(OTHERWISE, rest)] : []),
  ];
}

function end(holds: string, members: readonly Placement[]): Branch {
  return { holds, asks: '', branches: [], causes: leaves(members) };
}
