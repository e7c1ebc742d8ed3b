import { compilePacks, type PackSource } from '../src/causes/compile-packs.js';
import { rulePages } from '../src/causes/rule-pages.js';
import { explainPage } from '../src/report/explain-page.js';
import { providerMarkdown } from '../src/report/markdown/explain.js';
import { providerPage } from '../src/report/provider-page.js';

/** One Markdown page a pack, with an anchor for each cause: `docs/causes/pandabase.md#timestamp-expired`. */
export function causePages(packs: readonly PackSource[]): [string, string][] {
  const { packs: compiled } = compilePacks(packs);
  const pages = Object.entries(compiled).map(([id, parts]): [string, string] => {
    const rules = rulePages(parts);
    const causes = rules.map((rule) => explainPage(rule, parts.text.name));
    const [title, ...rest] = providerMarkdown(providerPage(parts.match, rules), causes).split('\n');
    const origin = `Generated from [rules/${id}](../../rules/${id}) by \`npm run docs\`; \`errdoctor explain ${id} -f markdown\` prints the same.`;
    return [`docs/causes/${id}.md`, [title, '', origin, ...rest].join('\n')];
  });
  return [['docs/causes/README.md', contents(packs)], ...pages];
}

function contents(packs: readonly PackSource[]): string {
  const rows = packs.map(
    ({ id, settings, rules }) => `| [${id}](${id}.md) | ${settings.name} | ${rules.length} |`,
  );
  return `# Causes

Generated from [rules/](../../rules) by \`npm run docs\`. Each page begins with the provider's troubleshooting flow. The same
pages are shown offline by \`errdoctor explain ID\` and \`errdoctor explain PACK\`.

| pack | | causes |
| --- | --- | --- |
${rows.join('\n')}
`;
}
