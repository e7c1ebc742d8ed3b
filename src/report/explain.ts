import type { ExplainPage } from './explain-page.js';
import type { ProviderPage } from './provider-page.js';
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

/** The troubleshooting flow of a provider as text. */
export async function renderProvider(page: ProviderPage, context: ExplainContext): Promise<string> {
  const { id, name, environments, steps, policies, references } = withoutControls(page);
  const style = await loadStyle(context.color);
  const width = readableWidth(context.width);
  const flow = steps.map(({ heading, causes }) => [
    style.bold(heading),
    ...causes.flatMap((cause) => [
      `  ${style.name(cause.id)}${cause.seenAs ? style.dim(`  ${cause.seenAs}`) : ''}`,
      ...wrap(cause.title, width, '    '),
    ]),
  ]);
  const blocks = [
    [`${style.bold(name)}  ${style.dim(id)}`],
    [style.bold('Environments'), ...environments.flatMap((one) => wrap(one, width, '  '))],
    ...flow,
    ...policies.map(([heading, text]) => [style.bold(heading), ...wrap(text, width, '  ')]),
    [style.bold('Read more'), ...references.map((one) => `  ${one}`)],
    labelled('', 'more', 'errdoctor explain ID', width),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
