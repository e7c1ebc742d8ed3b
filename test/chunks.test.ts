import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../dist/cli/', import.meta.url));
/** Those run when they are loaded. */
const programs = /^errdoctor\.cjs$|-worker\.cjs$/;

/** Loads each file as the first one, and prints what Node warns of. */
const loadEach = `
  process.on('warning', ({ message }) => console.log(message));
  for (const file of process.argv.slice(1)) {
    for (const path of Object.keys(require.cache)) delete require.cache[path];
    require(file);
  }
`;

it('splits the program into files that take nothing from each other before it is made', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cjs') && !programs.test(name));
  expect(files.length).toBeGreaterThan(10);
  const paths = files.map((name) => folder + name);
  expect(execFileSync(process.execPath, ['-e', loadEach, ...paths], { encoding: 'utf8' })).toBe('');
});
