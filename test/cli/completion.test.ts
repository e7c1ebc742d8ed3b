import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.generated.js';
import { errdoctor, folderWith, program } from './built.js';

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const cwd = folderWith({ 'session.har': '{}' });

/** Runs a script in a real shell in which `errdoctor` is the built command line. */
function inShell(shell: string, script: string): string[] {
  const define =
    shell === 'fish'
      ? `function errdoctor; '${process.execPath}' '${program}' $argv; end`
      : `errdoctor() { '${process.execPath}' '${program}' "$@"; }`;
  const file = join(folderWith({}), 'script');
  writeFileSync(file, `${define}\n${script}`);
  const words = shell === 'bash' ? ['--norc', file] : shell === 'zsh' ? ['-f', file] : ['--no-config', file];
  const { stdout, stderr } = spawnSync(shell, words, { cwd, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

const quote = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

/** What each shell offers after these words; the last one is being typed. */
const shells: Readonly<Record<string, (words: readonly string[]) => string[]>> = {
  bash: (words) =>
    inShell(
      'bash',
      `eval "$(errdoctor completion bash)"
      COMP_WORDS=(${quote(words)}); COMP_CWORD=${words.length - 1}
      _errdoctor; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  // Completion widgets work in an interactive line only: here they print what they are given.
  zsh: (words) =>
    inShell(
      'zsh',
      `compdef() { : }
      compadd() { [[ $1 == -- ]] && shift; print -l -- $@ }
      _describe() { print -l -- \${(P)2%%:*} }
      _files() { print -l -- * }
      eval "$(errdoctor completion zsh)"
      words=(${quote(words)}); CURRENT=${words.length}
      _errdoctor`,
    ).filter((offer) => offer.startsWith(words.at(-1) as string)),
  fish: (words) =>
    inShell(
      'fish',
      `errdoctor completion fish | source
      complete -C ${quote([words.join(' ')])}`,
    ).map((line) => line.split('\t')[0] as string),
};

describe('completion', () => {
  it('is not there for other shells', async () => {
    const { code, stderr } = await errdoctor(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is for bash, zsh and fish');
  });

  describe.each(Object.entries(shells).filter(([shell]) => has(shell)))('in %s', (_, complete) => {
    it('offers the commands and files', () => {
      const offers = complete(['errdoctor', '']);
      expect(offers).toEqual(expect.arrayContaining([...commands.map(({ name }) => name), 'session.har']));
      expect(complete(['errdoctor', 'ana'])).toEqual(['analyze']);
    });

    it('offers the words of a command', () => {
      expect(complete(['errdoctor', 'rules', 'li']).sort()).toEqual(['lint', 'list']);
      expect(complete(['errdoctor', 'completion', 'b'])).toEqual(['bash']);
      expect(complete(['errdoctor', 'analyze', 'sess'])).toEqual(['session.har']);
      expect(complete(['errdoctor', 'redact', 'sess'])).toEqual(['session.har']);
    });

    it('offers the options of a command, and before its name those of analyze', () => {
      expect(complete(['errdoctor', 'analyze', '--exi'])).toEqual(['--exit-zero']);
      expect(complete(['errdoctor', '--exi'])).toEqual(['--exit-zero']);
      expect(complete(['errdoctor', 'rules', 'lint', '--exi'])).toEqual([]);
    });

    it('offers the values of an option', () => {
      expect(complete(['errdoctor', 'analyze', '--color', 'ne'])).toEqual(['never']);
      expect(complete(['errdoctor', '-f', 'nd'])).toEqual(['ndjson']);
      expect(complete(['errdoctor', '-o', 'sess'])).toEqual(['session.har']);
      expect(complete(['errdoctor', '--message', 'sess'])).toEqual([]);
    });

    it('offers what the rule packs know', () => {
      expect(complete(['errdoctor', '-p', 'panda'])).toEqual(['pandabase']);
      expect(complete(['errdoctor', 'explain', 'http/unauth'])).toEqual(['http/unauthorized']);
    });
  });
});
