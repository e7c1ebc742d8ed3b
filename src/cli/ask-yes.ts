import { createInterface } from 'node:readline';
import type { Io } from './io.js';

/** Whether somebody can be asked: a person at a terminal, who also sees what is asked. */
export function canAsk({ stdin, stderr }: Io): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/** Asks at the terminal; only the whole word "yes" is one. Ctrl-C and the end of input are a no. */
export async function askYes(question: string, { stdin, stderr, onInterrupt }: Io): Promise<boolean> {
  await stderr.write(question);
  const lines = createInterface({ input: stdin.stream });
  const answer = await new Promise<string>((resolve) => {
    const stopListening = onInterrupt(() => lines.close());
    lines.once('line', resolve);
    lines.once('close', () => {
      stopListening();
      resolve('');
    });
  });
  lines.close();
  return answer.trim().toLowerCase() === 'yes';
}
