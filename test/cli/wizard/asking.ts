import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { Aside, Choice } from '../../../src/cli/wizard/prompts.js';
import { emptyFolder } from '../../support/empty-folder.js';
import { type TerminalSetting, TerminalRun } from '../../support/terminal.js';

/** One thing to ask. */
export type Step = { readonly asides?: readonly Aside[] } & (
  | { readonly ask: 'choose'; readonly question: string; readonly choices: readonly Choice<string>[] }
  | { readonly ask: 'text'; readonly question: string; readonly initial?: string }
  | { readonly ask: 'paste' | 'secret'; readonly question: string }
  | { readonly ask: 'show'; readonly lines: readonly string[]; readonly question?: never }
);

// Bundled as the published program is; also, many start, and TypeScript would be compiled in each.
const driver = join(emptyFolder(), 'driver.mjs');
const bundle = await rolldown({ input: join(import.meta.dirname, 'driver.ts'), platform: 'node' });
await bundle.write({ file: driver, codeSplitting: false });
await bundle.close();

/** A program in a terminal of its own that asks these things, with the replies it got. */
export class Asking extends TerminalRun {
  readonly #file: string;

  constructor(way: 'inquirer' | 'plain', steps: readonly Step[], setting: TerminalSetting = {}) {
    const file = join(emptyFolder(), 'replies');
    super([process.execPath, driver, way, file, JSON.stringify(steps)], setting);
    this.#file = file;
  }

  /** Replies so far. */
  replies(): unknown[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

/** A question with three answers. */
export const handshake: Step = {
  ask: 'choose',
  question: 'Did the TLS handshake complete?',
  choices: [
    { value: 'yes', label: 'Yes', key: 'y', hint: 'curl -v printed "SSL connection using"' },
    { value: 'no', label: 'No, it failed', key: 'n' },
    { value: 'slow', label: 'It took too long' },
  ],
  asides: ['why', 'unknown', 'back', 'quit'],
};
