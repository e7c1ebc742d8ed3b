import type { ExplainPage } from './explain-page.js';
import { flowLines } from './flow/flow-text.js';
import { CHECKS_TELL, GENERAL_PACK, type ProviderPage } from './provider-page.js';
import { stripControls } from './strip-controls.js';
import { command, labelled, readableWidth, wrap } from './text/lines.js';
import { retryWords } from './text/retry-words.js';
import { loadStyle } from './text/style.js';

/** One line of a list of causes. */
export interface ExplainEntry {
  readonly id: string;
  readonly title: string;
}

export interface ExplainContext {
  readonly color: boolean;
  readonly width: number;
}

/** The page of one cause as text. */
export async function renderExplain(page: ExplainPage, context: ExplainContext): Promise<string> {
  return layOut(withoutControls(page), context);
}

/** Packs may come from strangers. */
function withoutControls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, one) =>
    typeof one === 'string' ? stripControls(one) : one,
  ) as T;
}

async function layOut(page: ExplainPage, context: ExplainContext): Promise<string> {
  const style = await loadStyle(context.color);
  const width = readableWidth(context.width);
  const bullets = (items: readonly string[]) => items.flatMap((item) => wrap(item, width, '  - '));
  const blocks: [string, string[]][] = [
    ['Seen as', bullets(page.when)],
    ['What happened', wrap(page.cause, width, '  ')],
    ['In particular', bullets(page.variants)],
    ['How it shows', bullets(page.clues)],
    [
      'Fix',
      page.fixes.flatMap(({ say, run }) => [
        ...wrap(say, width, '  - '),
        ...(run === undefined ? [] : command(run, '      ').map(style.good)),
      ]),
    ],
    ['Sending it again', wrap(retryWords(page.retry), width, '  ')],
    [
      'Looks the same',
      page.lookAlikes.flatMap(({ id, how }) => [`  ${style.name(id)}`, ...wrap(how, width, '    ')]),
    ],
    ['Read more', page.references.map((reference) => `  ${reference}`)],
  ];
  const body = blocks
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [style.bold(title), ...lines].join('\n'));
  const head = [
    `${style.name(page.id)}  ${style.dim(page.pack)}`,
    ...wrap(page.title, width).map(style.bold),
  ].join('\n');
  return `${[head, ...body].join('\n\n')}\n`;
}

/** Several causes of one code, or all of a provider: one entry each, with the way to their pages. */
export async function renderExplainList(
  heading: string,
  entries: readonly ExplainEntry[],
  context: ExplainContext,
): Promise<string> {
  const style = await loadStyle(context.color);
  const width = readableWidth(context.width);
  const lines = withoutControls(entries).flatMap(({ id, title }) => [
    `  ${style.name(id)}`,
    ...wrap(title, width, '    '),
  ]);
  const more = labelled('', 'more', 'errdoctor explain ID', width);
  return `${[wrap(stripControls(heading), width).map(style.bold), lines, more].map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The page of a provider as text. */
export async function renderProvider(page: ProviderPage, context: ExplainContext): Promise<string> {
  const { id, name, environments, checks, flow, advice, policies, references } = withoutControls(page);
  const style = await loadStyle(context.color);
  const width = readableWidth(context.width);
  const more = labelled('', 'more', 'errdoctor explain ID', width);
  if (id !== GENERAL_PACK)
    more.push(...labelled('', '', `errdoctor explain ${GENERAL_PACK} (what any API may answer)`, width));
  const blocks: [string, string[]][] = [
    ['Environments', environments.flatMap((one) => wrap(one, width, '  ', '    '))],
    [
      'Order of the checks',
      [
        ...checks.map((check, index) => `${index + 1}. ${check}`),
        ...(checks.length > 0 ? [CHECKS_TELL] : []),
      ].flatMap((line) => wrap(line, width, '  ', '     ')),
    ],
    ['', flowLines(flow, width, style)],
    [
      'Said beside a cause',
      advice.flatMap((one) => [`  ${style.name(one.id)}`, ...wrap(one.title, width, '    ')]),
    ],
    ...policies.map(([heading, text]): [string, string[]] => [heading, wrap(text, width, '  ')]),
    ['Read more', references.map((one) => `  ${one}`)],
    ['', more],
  ];
  const shown = blocks
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [...(heading ? [style.bold(heading)] : []), ...lines].join('\n'));
  return `${[`${style.bold(name)}  ${style.dim(id)}`, ...shown].join('\n\n')}\n`;
}
