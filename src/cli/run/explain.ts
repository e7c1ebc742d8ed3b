import type { PackMatch } from '../../causes/compiled.js';
import { Glossary } from '../../causes/glossary.js';
import { renderExplain, renderExplainList, renderProvider } from '../../report/explain.js';
import { explainPage, general } from '../../report/explain-page.js';
import { providerPage } from '../../report/provider-page.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { nearest } from '../../nearest.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { UsageError } from '../usage-error.js';
import { type ColorChoice, wantsColor } from '../wants-color.js';

/** More causes than this are listed, not explained one after the other. */
const PAGES = 8;

export interface ExplainOptions extends EngineChoice {
  readonly color?: ColorChoice;
}

/** Prints the flow of a provider, or the pages of the causes that an id, a code or the words of a message stand for. */
export default async function explain({
  arguments: words,
  options,
  io,
}: Call<ExplainOptions>): Promise<ExitCode> {
  const phrase = words.join(' ');
  if (phrase === 'capture') {
    const { captureGuide } = await import('../capture-guide.js');
    await io.stdout.write(captureGuide());
    return exitCodes.ok;
  }
  const { store } = await openEngine(options, io);
  const context = { color: wantsColor(options.color, io), width: io.stdout.columns ?? 100 };
  const provider = phrase.trim().toLowerCase();
  if (store.index.packs.includes(provider)) {
    await store.load([provider]);
    const match = store.packs.get(provider) as PackMatch;
    await io.stdout.write(await renderProvider(providerPage(match, await store.pages(provider)), context));
    return exitCodes.ok;
  }
  const glossary = await Glossary.of(store);
  const found = glossary.find(phrase);
  if (found.length === 0) {
    const meant = nearest(phrase, glossary.spellings());
    const hint = meant ? `Did you mean "${meant}"?` : '"errdoctor rules list" shows all causes.';
    throw new UsageError(`No cause, code or message "${phrase}" is known. ${hint}`);
  }
  if (found.length > PAGES) {
    const entries = found.map(({ id, title }) => ({ id, title: general(title) }));
    await io.stdout.write(await renderExplainList(`${found.length} causes for ${phrase}`, entries, context));
  } else {
    const pages = found.map((rule) => renderExplain(explainPage(rule, glossary.packOf(rule)), context));
    await io.stdout.write((await Promise.all(pages)).join('\n\n'));
  }
  return exitCodes.ok;
}
