import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import recorded from '../../fixtures/signing/json-printers.json' with { type: 'json' };
import { printDocuments } from '../../support/json-printers.js';

const folder = new URL('printers/', import.meta.url).pathname;

/** Documents besides the recorded ones: numbers around every limit at which a language changes its form. */
const documents = [
  ...recorded.documents,
  `[${Array.from({ length: 60 }, (_, power) => [1, 1.5, 9.999, 1.2345678901234567].map((digits) => `${digits}e${power - 30}`)).join()}]`,
  `[${Array.from({ length: 22 }, (_, zeros) => `1${'0'.repeat(zeros)},-1${'0'.repeat(zeros)}.0,0.${'0'.repeat(zeros)}25`).join()}]`,
  `["${Array.from({ length: 0x250 }, (_, code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}"]`,
  '{"ﬀ":1,"😀":2,"é":3,"e":4,"E":5,"":6,"a/b":7,"a":{"z":{},"y":[]},"00":8,"1":9,"-1":10,"4294967295":11,"4294967294":12}',
];

/** Program → how it is run. Each prints, for the documents on its input, what each of its printers makes of them. */
const programs: Readonly<Record<string, readonly string[]>> = {
  node: ['printers.mjs'],
  python3: ['printers.py'],
  php: ['printers.php'],
  go: ['run', 'printers.go'],
  ruby: ['printers.rb'],
};

describe.each(Object.entries(programs))('the printers of %s', (program, commands) => {
  const isHere = !spawnSync(program, [program === 'go' ? 'version' : '--version']).error;

  it.runIf(isHere)('print as this machine does', () => {
    const { stdout, stderr } = spawnSync(program, commands, {
      cwd: folder,
      input: JSON.stringify(documents),
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    expect(stdout, stderr).not.toBe('');
    for (const [name, printed] of Object.entries(JSON.parse(stdout) as Record<string, string[]>))
      for (const [index, document] of documents.entries())
        expect(printDocuments(name, [document]), `${name}: ${document.slice(0, 80)}`).toEqual([
          printed[index],
        ]);
  });
});
