import { LISTINGS, type OptionStage, quoted, type Stage } from './tree.js';

/** The script that completes command lines in zsh. */
export function zshCompletion(stages: readonly Stage[]): string {
  return `#compdef errdoctor
# Completion of errdoctor for zsh. Put this line into ~/.zshrc, after compinit:
#   eval "$(errdoctor completion zsh)"
_errdoctor() {
  local at='' word
  local -a entries
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in
      (${paths(stages)}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${stages.flatMap((stage) => stage.options.filter(({ takes }) => takes !== 'nothing').map((option) => valueCase(stage, option))).join('\n')}
  esac
  case "$at|\${words[CURRENT]}" in
${stages.map(optionCase).join('\n')}
  esac
  case "$at" in
${stages.map(wordCase).join('\n')}
  esac
}
compdef _errdoctor errdoctor
`;
}

function paths(stages: readonly Stage[]): string {
  return stages
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
    .join('|');
}

function valueCase({ path }: Stage, { spellings, takes }: OptionStage): string {
  const patterns = spellings.map((spelling) => quoted(`${path}|${spelling}`)).join('|');
  return `    (${patterns}) ${offer(takes)}return ;;`;
}

function offer(takes: OptionStage['takes']): string {
  if (takes === 'path') return '_files; ';
  if (takes === 'causes' || takes === 'packs') return `compadd -- \${(f)"$(${LISTINGS[takes]})"}; `;
  return typeof takes === 'string' ? '' : `compadd -- ${takes.map(quoted).join(' ')}; `;
}

function optionCase({ path, options }: Stage): string {
  const flags = options.flatMap(({ spellings, summary }) =>
    spellings.map((spelling) => [spelling, summary] as const),
  );
  return `    (${quoted(`${path}|-`)}*) ${describe('option', flags)}return ;;`;
}

function wordCase({ path, words, files, known }: Stage): string {
  const offers = [
    words.length > 0 ? describe('word', words) : '',
    known ? offer(known) : '',
    files ? offer('path') : '',
  ].join('');
  return `    (${quoted(path)}) ${offers};;`;
}

function describe(what: string, entries: readonly (readonly [string, string])[]): string {
  const list = entries.map(([word, summary]) => quoted(`${word}:${summary}`));
  return `entries=(${list.join(' ')}); _describe ${what} entries; `;
}
