import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhenChanged } from './write-when-changed.js';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Registry {
  /** Folder whose every file is one member, by its default export. */
  readonly folder: string;
  readonly target: string;
  readonly render: (members: readonly Member[]) => string;
}

interface Member {
  readonly name: string;
  readonly identifier: string;
  /** As the generated file imports it. */
  readonly specifier: string;
}

const registries: readonly Registry[] = [
  {
    folder: 'src/input/formats',
    target: 'src/input/formats.generated.ts',
    render: (members) =>
      `import type { Format } from './format.js';\n${imports(members)}\nexport const formats: readonly Format[] = ${list(members)};\n`,
  },
  {
    folder: 'src/facts/groups',
    target: 'src/facts/groups.generated.ts',
    render: (members) =>
      `import type { FactDefinition } from './fact.js';\n${imports(members)}\nexport const factGroups: readonly Readonly<Record<string, FactDefinition>>[] = ${list(members)};\n`,
  },
  {
    folder: 'src/signing/mistakes',
    target: 'src/signing/mistakes.generated.ts',
    render: (members) =>
      `import type { MistakeFamily } from './mistake.js';\n${imports(members)}\nexport const mistakeFamilies: readonly MistakeFamily[] = ${list(members)};\n`,
  },
  {
    folder: 'src/signing/code',
    target: 'src/signing/code.generated.ts',
    render: (members) =>
      `import type { CodeLanguage } from './code.js';\n\nexport const codeLanguages: Record<string, () => Promise<{ default: CodeLanguage }>> = {\n${members
        .map(({ name, specifier }) => `  ${name}: () => import('${specifier}'),\n`)
        .join('')}};\n`,
  },
  {
    folder: 'src/report/formats',
    target: 'src/report/formats.generated.ts',
    render: (members) =>
      `import type { OutputFormat } from './format.js';\n\nexport const outputFormats: Record<string, () => Promise<{ default: OutputFormat }>> = {\n${members
        .map(({ name, specifier }) => `  ${name}: () => import('${specifier}'),\n`)
        .join('')}};\n`,
  },
  {
    folder: 'src/probe/network',
    target: 'src/probe/network.generated.ts',
    render: (members) =>
      `import type { NetworkProbe } from './network-probe.js';\n${imports(members)}\nexport const networkProbes: readonly NetworkProbe[] = ${list(members)};\n`,
  },
  {
    folder: 'src/wizard/questions',
    target: 'src/wizard/questions.generated.ts',
    render: (members) =>
      `import type { FactQuestions } from './fact-question.js';\n${imports(members)}\nexport const questionGroups: readonly FactQuestions[] = ${list(members)};\n`,
  },
  {
    folder: 'src/cli/wizard/offers',
    target: 'src/cli/wizard/offers.generated.ts',
    render: (members) =>
      `import type { Offer } from './offer.js';\n${imports(members)}\nexport const offers = { ${members.map(({ identifier }) => identifier).join(', ')} } as const satisfies Readonly<Record<string, Offer>>;\n`,
  },
  {
    folder: 'src/triage/patterns',
    target: 'src/triage/patterns.generated.ts',
    render: (members) =>
      `import type { Pattern } from './pattern.js';\n${imports(members)}\nexport const patterns: Readonly<Record<string, Pattern>> = {\n${members
        .map(({ name, identifier }) => `  '${name}': ${identifier},\n`)
        .join('')}};\n`,
  },
  {
    folder: 'src/capture/program/runtimes',
    target: 'src/capture/program/runtimes.generated.ts',
    render: (members) =>
      `import type { Runtime } from './runtime.js';\n${imports(members)}\nexport const runtimes: readonly Runtime[] = ${list(members)};\n`,
  },
  {
    folder: 'src/cli/commands',
    target: 'src/cli/commands.generated.ts',
    render: (members) =>
      `import type { Command } from './command.js';\n${imports(members)}\nexport const commands: readonly Command[] = ${list(members)};\n`,
  },
];

/**
 * Writes the registries from what lies in their folders, so that nobody edits a central list, and the
 * version from package.json. A file is touched only when its text changes.
 */
export async function generateRegistries(): Promise<void> {
  for (const { folder, target, render } of registries) {
    await writeWhenChanged(target, render(await membersOf(folder, target)));
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await writeWhenChanged('src/version.generated.ts', `export const version = '${version}';\n`);
}

async function membersOf(folder: string, target: string): Promise<Member[]> {
  const names = await readdir(join(root, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const from = folder.slice(dirname(target).length + 1);
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.ts'.length);
      return { name, identifier: camelCase(name), specifier: `./${from}/${name}.js` };
    });
}

function imports(members: readonly Member[]): string {
  return members.map(({ identifier, specifier }) => `import ${identifier} from '${specifier}';\n`).join('');
}

function list(members: readonly Member[]): string {
  return `[${members.map(({ identifier }) => identifier).join(', ')}]`;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
