import type { PackSource } from '../src/causes/compile-packs.js';
import { list } from '../src/causes/condition.js';
import type { Rule, Trigger } from '../src/causes/rule.js';
import { general } from '../src/report/explain-page.js';

/** One Markdown page a pack, with an anchor for each cause: `docs/causes/pandabase.md#timestamp-expired`. */
export function causePages(packs: readonly PackSource[]): [string, string][] {
  return [
    ['docs/causes/README.md', contents(packs)],
    ...packs.map((pack): [string, string] => [`docs/causes/${pack.id}.md`, page(pack)]),
  ];
}

function contents(packs: readonly PackSource[]): string {
  const rows = packs.map(
    ({ id, settings, rules }) => `| [${id}](${id}.md) | ${settings.name} | ${rules.length} |`,
  );
  return `# Causes

Generated from [rules/](../../rules) by \`npm run docs\`. The same pages are shown offline by \`errdoctor explain ID\`.

| pack | | causes |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function page({ id, settings, rules }: PackSource): string {
  return `# ${settings.name}

Generated from [rules/${id}](../../rules/${id}) by \`npm run docs\`.

${rules.map(({ id: cause, rule }) => section(cause, rule)).join('\n')}`;
}

function section(id: string, rule: Rule): string {
  const fixes = rule.fix.map(
    ({ say, run }) =>
      `- ${text(say)}${run ? `\n\n  \`\`\`sh\n  ${general(run).trim().replaceAll('\n', '\n  ')}\n  \`\`\`` : ''}`,
  );
  const variants = (rule.variants ?? [])
    .filter(({ title, cause }) => title ?? cause)
    .map(({ title, cause }) => `- ${[title, cause].flatMap((one) => (one ? [text(one)] : [])).join('. ')}`);
  const lookAlikes = Object.entries(rule.lookAlikes ?? {}).map(
    ([other, how]) => `- \`${other}\`: ${text(how)}`,
  );
  return `## ${id.split('/')[1]}

**${text(rule.title)}**

Seen as ${list(rule.when).map(trigger).join(', or ')}.${rule.fallback ? ' A fallback: it restates the symptom.' : ''}

${text(rule.cause)}

${fixes.join('\n')}

Sending it again: ${rule.retry.when}; ${text(rule.retry.why)}.
${part('In particular', variants)}${part('Easily taken for it', lookAlikes)}
${rule.references.map((reference) => `<${reference}>`).join(' · ')}
`;
}

function part(heading: string, lines: readonly string[]): string {
  return lines.length > 0 ? `\n${heading}:\n\n${lines.join('\n')}\n` : '';
}

function trigger(when: Trigger): string {
  const words = Object.entries(when).map(
    ([key, value]) =>
      `${key} ${list(value as string)
        .map((one) => `\`${one}\``)
        .join(' or ')}`,
  );
  return words.join(', ');
}

/** Texts of rules are plain: what Markdown or HTML would read as its own is escaped. */
function text(plain: string): string {
  return general(plain)
    .replace(/[<>]/g, (one) => (one === '<' ? '&lt;' : '&gt;'))
    .replace(/([*_`[\]\\])/g, '\\$1');
}
