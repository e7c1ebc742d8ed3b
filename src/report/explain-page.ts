import type { RuleText } from '../causes/compiled.js';
import { list } from '../causes/condition.js';
import type { Trigger } from '../causes/rule.js';
import { command, labelled, readableWidth, wrap } from './text/lines.js';
import { fill } from './words.js';

const RETRY: Readonly<Record<RuleText['retry']['when'], string>> = {
  now: 'at once',
  'after-wait': 'after a wait',
  'after-fix': 'after the fix',
  'after-check': 'after checking whether the first one went through',
  're-signed': 'signed anew',
  never: 'never',
};

/** The offline page of one cause: how it shows, why it happens, what to do, and what it is easily taken for. */
export function explainPage(rule: RuleText, columns: number): string {
  const width = readableWidth(columns);
  const part = (label: string, text: string) => labelled('  ', label, general(text), width);
  const fixes = (fix: RuleText['fix'] = []) =>
    fix.flatMap(({ say, run }) => [
      ...part('fix', say),
      ...(run ? command(general(run), ' '.repeat(15)) : []),
    ]);
  const variants = rule.variants.filter(({ title, cause }) => title ?? cause);
  const lookAlikes = Object.entries(rule.lookAlikes);
  const lines = [
    rule.id,
    ...wrap(general(rule.title), width, '  '),
    '',
    ...list(rule.when).flatMap((trigger) => part('seen', describeTrigger(trigger))),
    ...part('why', rule.cause),
    ...fixes(rule.fix),
    ...part('retry', `${RETRY[rule.retry.when]}: ${rule.retry.why}`),
    ...variants.flatMap(({ title, cause, fix }) => ['', ...part('or', title ?? cause ?? ''), ...fixes(fix)]),
    ...(lookAlikes.length > 0 ? ['', '  Easily taken for it:'] : []),
    ...lookAlikes.flatMap(([id, difference]) =>
      wrap(`${id}: ${general(difference)}`, width, '    ', '      '),
    ),
    '',
    ...rule.references.map((reference) => `  see      ${reference}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A text of a rule outside any exchange: what an exchange would fill in is left open. */
export function general(text: string): string {
  const unknown = { fact: () => ({ is: 'not-collected', what: '', how: '' }) as const };
  return fill(text, unknown).replaceAll('(not captured)', '…').trim();
}

function describeTrigger({ code, message, status, transport, signal, method, path }: Trigger): string {
  const parts = [
    code && `code ${either(code)}`,
    message && `message with the words ${either(list(message).map((template) => `"${template}"`))}`,
    transport && `no whole answer (${either(transport)})`,
    signal && `${signal} is found in the exchange`,
    status !== undefined && `status ${either(status)}`,
    method && `method ${either(method)}`,
    path && `path ${either(path)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function either(values: number | string | readonly (number | string)[]): string {
  return list(values).join(' or ');
}
