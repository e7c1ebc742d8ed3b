import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackFiles } from '../src/causes/read-pack-files.js';
import { factCatalogue } from '../src/facts/facts.js';
import { causePages } from './cause-pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The generated documentation, by path from the project's root. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const { packs } = await readPackFiles(join(root, 'rules'));
  return new Map([['docs/facts.md', factsPage()], ...causePages(packs)]);
}

function factsPage(): string {
  const rows = [...factCatalogue()].map(
    ([name, { means, unit }]) => `| \`${name}\` | ${means.replaceAll('|', '\\|')} | ${unit ?? ''} |`,
  );
  return `# Facts

Generated from [src/facts/groups](../src/facts/groups) by \`npm run docs\`. Rules name these in their conditions and
texts. A name that ends in \`.*\` is a family: what follows is a header's, parameter's or member's name.

| fact | meaning | unit |
| --- | --- | --- |
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(join(root, 'docs/causes'), { recursive: true, force: true });
  for (const [path, text] of await generatedDocs()) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    if ((await readFile(target, 'utf8').catch(() => '')) !== text) await writeFile(target, text);
  }
}
