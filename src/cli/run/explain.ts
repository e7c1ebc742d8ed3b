import { Glossary } from '../../causes/glossary.js';
import { explainPage, general } from '../../report/explain-page.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { nearest } from '../nearest.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { UsageError } from '../usage-error.js';

/** More causes than this are listed, not explained one after the other. */
const PAGES = 8;

/** Prints the pages of the causes that an id, a code or the words of a message stand for. */
export default async function explain({
  arguments: words,
  options,
  io,
}: Call<EngineChoice>): Promise<ExitCode> {
  const { store } = await openEngine(options, io);
  const glossary = await Glossary.of(store);
  const phrase = words.join(' ');
  const found = glossary.find(phrase);
  if (found.length === 0) {
    const meant = nearest(phrase, glossary.spellings());
    const hint = meant ? `Did you mean "${meant}"?` : '"errdoctor rules list" shows all causes.';
    throw new UsageError(`No cause, code or message "${phrase}" is known. ${hint}`);
  }
  const text =
    found.length > PAGES
      ? `${found.map(({ id, title }) => `${id}\n  ${general(title)}\n`).join('')}\n"errdoctor explain ID" shows the page of one.\n`
      : found.map((rule) => explainPage(rule, io.stdout.columns ?? 100)).join('\n');
  await io.stdout.write(text);
  return exitCodes.ok;
}
