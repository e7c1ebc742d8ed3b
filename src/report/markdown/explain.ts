import type { ExplainPage } from '../explain-page.js';
import type { Branch, Leaf } from '../flow/flow.js';
import { flowCharts } from '../flow/mermaid.js';
import { CHECKS_TELL, GENERAL_PACK, type ProviderPage } from '../provider-page.js';
import { retryWords } from '../text/retry-words.js';
import { code, fenced, link, prose } from './escape.js';

/** The page of a provider as Markdown: its flow as charts and as a list, then all of its causes. */
export function providerMarkdown(page: ProviderPage, causes: readonly ExplainPage[]): string {
  const { name, environments, checks, flow, advice, policies, references } = page;
  const charts = flowCharts(flow);
  const blocks = [
    [`# ${prose(name)}`],
    ...bullets('Environments', environments.map(prose)),
    ...(checks.length > 0
      ? [
          ['Checks, in this order:'],
          checks.map((check, index) => `${index + 1}. ${prose(check)}`),
          [CHECKS_TELL],
        ]
      : []),
    ['## Troubleshooting flow'],
    ...charts.flatMap(({ heading, lines }) => [
      ...(heading ? [[`### ${prose(heading)}`]] : []),
      fenced(lines, 'mermaid'),
    ]),
    ['The same in words:'],
    listed(flow.asks, flow.branches),
    page.id === GENERAL_PACK
      ? []
      : [`What any API may answer: ${code(`errdoctor explain ${GENERAL_PACK}`)}.`],
    ...bullets('Said beside a cause', advice.map(entry)),
    ...policies.map(([heading, text]) => [`${prose(heading)}: ${prose(text)}`]),
    ...(references.length > 0 ? [[`Read more: ${references.map(link).join(' · ')}`]] : []),
    ...causes.flatMap((cause) => causeSection(cause, '##')),
  ];
  return document(blocks);
}

/** The pages of causes as Markdown. */
export function causesMarkdown(pages: readonly ExplainPage[]): string {
  return document(pages.flatMap((page) => causeSection(page, '#')));
}

/** Several causes with the way to their pages, as Markdown. */
export function listMarkdown(
  heading: string,
  entries: readonly { readonly id: string; readonly title: string }[],
): string {
  return document([
    [`# ${prose(heading)}`],
    entries.map(({ id, title }) => `- ${code(id)}: ${prose(title)}`),
  ]);
}

/** The heading of a section of a provider's page is also its anchor. */
function causeSection(page: ExplainPage, level: '#' | '##'): string[][] {
  const name = level === '#' ? page.id : nameOf(page.id);
  const own = page.id.slice(0, page.id.indexOf('/') + 1);
  const lookAlikes = page.lookAlikes.map(
    ({ id, how }) => `${level === '##' && id.startsWith(own) ? anchor(id) : code(id)}: ${prose(how)}`,
  );
  return [
    [`${level} ${prose(name)}`],
    [`**${prose(page.title)}**`],
    [`Seen as ${page.when.map(prose).join('; or as ')}.`],
    [prose(page.cause)],
    ...bullets('In particular', page.variants.map(prose)),
    ...bullets('How it shows', page.clues.map(prose)),
    ['Fix:'],
    ...page.fixes.map(({ say, run }) => [
      `- ${prose(say)}`,
      ...(run ? ['', ...fenced(run.trim().split('\n'), 'sh').flatMap(indented)] : []),
    ]),
    [`Sending it again: ${prose(retryWords(page.retry))}.`],
    ...bullets('Looks the same', lookAlikes),
    ...(page.references.length > 0 ? [[page.references.map(link).join(' · ')]] : []),
  ];
}

function listed(asks: string, branches: readonly Branch[]): string[] {
  return [prose(asks), '', ...branches.flatMap((branch) => item(branch))];
}

function item({ holds, asks, branches, causes }: Branch): string[] {
  const [only, ...others] = causes;
  if (only && others.length === 0) return [`- **${prose(holds)}**: ${leaf(only)}`];
  return [
    `- **${prose(holds)}**${asks ? `: ${prose(asks)}` : ''}`,
    ...causes.map((cause) => `  - ${leaf(cause)}`),
    ...branches.flatMap(item).map((line) => `  ${line}`),
  ];
}

function leaf({ id, title, again, apart }: Leaf): string {
  const told = apart.length > 0 ? ` (${prose(apart.join('; '))})` : '';
  return `${anchor(id)}: ${prose(title)}${told}. Send again: ${prose(again)}.`;
}

function entry({ id, title }: { readonly id: string; readonly title: string }): string {
  return `${anchor(id)}: ${prose(title)}`;
}

function anchor(id: string): string {
  return `[${code(id)}](#${nameOf(id)})`;
}

function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function bullets(heading: string, items: readonly string[]): string[][] {
  return items.length > 0 ? [[`${heading}:`], items.map((one) => `- ${one}`)] : [];
}

function indented(lines: string): string[] {
  return lines.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}

function document(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
