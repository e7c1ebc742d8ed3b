import type { Question } from '../../wizard/question.js';
import type { Look } from '../../causes/pack.js';

const WHERE: Readonly<Record<Look, string>> = {
  call: 'Look at the request or the answer.',
  memory: '',
  program: "Look into your program's code or settings.",
  machine: 'Look on the machine that makes the calls.',
  records: 'Look into your own logs or data.',
  dashboard: "Look into the provider's dashboard.",
  person: 'Somebody else has to be asked.',
};

/** How many answers are told apart. */
const TOLD = 4;

/**
 * Why a question is asked: what each answer would make the leading cause, and where one looks for it.
 *
 * @param leading the title of the cause that leads in a diagnosis
 */
export function why(
  { kind, outcomes, look, how }: Question,
  leading: (diagnosis: Question['outcomes'][number]['diagnosis']) => string | undefined,
): string[] {
  const byLeader = new Map<string, string[]>();
  for (const { label, diagnosis } of [...outcomes].sort((a, b) => b.likely - a.likely)) {
    const title = leading(diagnosis) ?? 'nothing that is known';
    byLeader.set(title, [...(byLeader.get(title) ?? []), label]);
  }
  const separated = [...byLeader].slice(0, TOLD).map(([title, labels]) => {
    const named = labels.slice(0, 3).map((label) => `"${label.replace(/^"|"$/g, '')}"`);
    const more = labels.length > named.length ? ' and others' : '';
    return `${named.join(', ')}${more}: then ${title} leads.`;
  });
  return [
    ...(byLeader.size > 1
      ? [
          kind === 'probe' ? 'What it finds decides what leads:' : 'The answer decides what leads:',
          ...separated,
        ]
      : ['The answer makes what leads surer, or less so.']),
    ...[how ?? WHERE[look]].filter(Boolean),
  ];
}
