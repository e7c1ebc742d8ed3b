import type { PackMatch, RulePage } from '../../causes/compiled.js';
import { Glossary } from '../../causes/glossary.js';
import type { PackStore } from '../../causes/load-packs.js';
import { nearest } from '../../nearest.js';
import { renderExplain, renderExplainList, renderProvider } from '../../report/explain.js';
import { explainPage, general } from '../../report/explain-page.js';
import { causesMarkdown, listMarkdown, providerMarkdown } from '../../report/markdown/explain.js';
import { providerPage } from '../../report/provider-page.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { PAGE_FORMATS } from '../page-formats.js';
import { type ReportingOptions, writeReport } from '../report-context.js';
import { UsageError } from '../usage-error.js';
import { wantsColor } from '../wants-color.js';

/** More causes than this are listed, not explained one after the other. */
const PAGES = 8;

export interface ExplainOptions
  extends EngineChoice,
    Pick<ReportingOptions, 'format' | 'json' | 'output' | 'color'> {}

/** Prints the flow of a provider, or the pages of the causes that an id, a code or the words of a message stand for. */
export default async function explain({
  arguments: words,
  options,
  io,
}: Call<ExplainOptions>): Promise<ExitCode> {
  const format = options.json ? 'json' : (options.format ?? 'text');
  if (!PAGE_FORMATS.includes(format))
    throw new UsageError(`A page is printed as ${PAGE_FORMATS.join(' or ')}, not as ${format}.`);
  const phrase = words.join(' ');
  if (phrase === 'capture') {
    const { captureGuide } = await import('../capture-guide.js');
    if (format !== 'text') throw new UsageError('The guide to capturing is printed as text alone.');
    await writeReport(captureGuide(), options, io);
    return exitCodes.ok;
  }
  const { store } = await openEngine(options, io);
  const color = wantsColor(options.color, io, options.output !== undefined);
  const context = { color, width: io.stdout.columns ?? 100 };
  const provider = phrase.trim().toLowerCase();
  const pages: Pages = store.index.packs.includes(provider)
    ? await ofProvider(store, provider)
    : await ofPhrase(store, phrase);
  await writeReport(format === 'markdown' ? pages.markdown() : await pages.text(context), options, io);
  return exitCodes.ok;
}

/** What is asked for, in every form that it can be printed in. */
interface Pages {
  text(context: { readonly color: boolean; readonly width: number }): Promise<string>;
  markdown(): string;
}

async function ofProvider(store: PackStore, provider: string): Promise<Pages> {
  await store.load([provider]);
  const rules = await store.pages(provider);
  const page = providerPage(store.packs.get(provider) as PackMatch, rules);
  return {
    text: (context) => renderProvider(page, context),
    markdown: () =>
      providerMarkdown(
        page,
        rules.map((rule) => explainPage(rule, page.name)),
      ),
  };
}

async function ofPhrase(store: PackStore, phrase: string): Promise<Pages> {
  const glossary = await Glossary.of(store);
  const found = glossary.find(phrase);
  if (found.length === 0) {
    const meant = nearest(phrase, glossary.spellings());
    const hint = meant ? `Did you mean "${meant}"?` : '"errdoctor rules list" shows all causes.';
    throw new UsageError(`No cause, code or message "${phrase}" is known. ${hint}`);
  }
  if (found.length > PAGES) return listOf(phrase, found);
  const pages = found.map((rule) => explainPage(rule, glossary.packOf(rule)));
  return {
    text: async (context) =>
      (await Promise.all(pages.map((page) => renderExplain(page, context)))).join('\n\n'),
    markdown: () => causesMarkdown(pages),
  };
}

function listOf(phrase: string, found: readonly RulePage[]): Pages {
  const heading = `${found.length} causes for ${phrase}`;
  const entries = found.map(({ id, title }) => ({ id, title: general(title) }));
  return {
    text: (context) => renderExplainList(heading, entries, context),
    markdown: () => listMarkdown(heading, entries),
  };
}
