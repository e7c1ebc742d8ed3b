import { LISTINGS, type OptionStage, type Stage } from './tree.js';

/** The script that completes command lines in fish. */
export function fishCompletion(stages: readonly Stage[]): string {
  const names = stages.map(({ path }) => path).filter((path) => path !== '');
  return `# Completion of errdoctor for fish. Write it to ~/.config/fish/completions/errdoctor.fish:
#   errdoctor completion fish > ~/.config/fish/completions/errdoctor.fish
function __errdoctor_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$at $word")
        contains -- "$next" ${names.map(quoted).join(' ')}; and set at $next
    end
    test "$at" = "$argv[1]"
end
complete -c errdoctor -e
${stages.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, words, options, files, known }: Stage): string[] {
  const start = `complete -c errdoctor -n ${quoted(`__errdoctor_at ${quoted(path)}`)}`;
  return [
    ...(files ? [] : [`${start} -f`]),
    ...words.map(([word, summary]) => `${start} -a ${quoted(word)} -d ${quoted(summary)}`),
    ...(known ? [`${start} -a ${quoted(`(${LISTINGS[known]})`)}`] : []),
    ...options.map((option) => `${start} ${optionWords(option)}`),
  ];
}

function optionWords({ spellings, summary, takes }: OptionStage): string {
  const flags = spellings.map((one) => (one.startsWith('--') ? `-l ${one.slice(2)}` : `-s ${one.slice(1)}`));
  return [...flags, ...value(takes), `-d ${quoted(summary)}`].join(' ');
}

function value(takes: OptionStage['takes']): string[] {
  if (takes === 'nothing') return [];
  if (takes === 'path') return ['-r', '-F'];
  if (takes === 'text') return ['-x'];
  const offered = typeof takes === 'string' ? `(${LISTINGS[takes]})` : takes.join(' ');
  return ['-x', `-a ${quoted(offered)}`];
}

/** In fish a quote within quotes is written \\'. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
