import { writeFileSync } from 'node:fs';
import { consent } from './consent.js';
import type { Aside, Prompts, Reply } from './prompts.js';

interface SaveSetting {
  readonly prompts: Prompts;
  readonly asides: readonly Aside[];
  /** The name that is proposed. */
  readonly initial: string;
}

/**
 * Saves a text where somebody wants it; what is there already is replaced only after a yes. Where it cannot be written,
 * that is said and the name asked for again.
 *
 * @returns the name of the file
 */
export async function saveText(
  text: string,
  question: string,
  { prompts, asides, initial }: SaveSetting,
): Promise<Reply<string>> {
  for (;;) {
    const name = await prompts.text(question, { asides, initial });
    if (name.is !== 'answer') return name;
    let fault = write(name.value, text, 'wx');
    if (fault === 'EEXIST') {
      const agreed = await consent(`There is a file ${name.value} already. Replace it?`, prompts, asides);
      if (agreed.is !== 'answer') return agreed;
      if (!agreed.value) continue;
      fault = write(name.value, text, 'w');
    }
    if (fault === undefined) return { is: 'answer', value: name.value };
    await prompts.show([`${name.value} cannot be written (${fault}).`]);
  }
}

/** The code of what went wrong. */
function write(path: string, text: string, flag: 'wx' | 'w'): string | undefined {
  try {
    writeFileSync(path, text, { flag });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code ?? (error as Error).message;
  }
}
