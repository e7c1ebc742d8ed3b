import { LISTINGS, type OptionStage, quoted, type Stage } from './tree.js';

/** Works from bash 3.2 on, which macOS still brings. */
export function bashCompletion(stages: readonly Stage[]): string {
  return `# Completion of errdoctor for bash. Put this line into ~/.bashrc:
#   eval "$(errdoctor completion bash)"
_errdoctor() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" at='' index reply
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at \${COMP_WORDS[index]}" in
      ${paths(stages)}) at="\${at:+$at }\${COMP_WORDS[index]}" ;;
    esac
  done
  while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(
    case "$at|$previous" in
${stages.flatMap((stage) => stage.options.filter(({ takes }) => takes !== 'nothing').map((option) => valueCase(stage, option))).join('\n')}
    esac
    case "$at|$current" in
${stages.map(optionCase).join('\n')}
    esac
    case "$at" in
${stages.map(wordCase).join('\n')}
    esac
  )
}
complete -o filenames -F _errdoctor errdoctor
`;
}

function paths(stages: readonly Stage[]): string {
  return stages
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
    .join(' | ');
}

function valueCase({ path }: Stage, { spellings, takes }: OptionStage): string {
  const patterns = spellings.map((spelling) => quoted(`${path}|${spelling}`)).join(' | ');
  return `      ${patterns}) ${offer(takes)}exit ;;`;
}

function offer(takes: OptionStage['takes']): string {
  if (takes === 'path') return 'compgen -f -- "$current"; ';
  if (takes === 'causes' || takes === 'packs') return `compgen -W "$(${LISTINGS[takes]})" -- "$current"; `;
  return typeof takes === 'string' ? '' : `compgen -W ${quoted(takes.join(' '))} -- "$current"; `;
}

function optionCase({ path, options }: Stage): string {
  const flags = options.flatMap(({ spellings }) => spellings).join(' ');
  return `      ${quoted(`${path}|-`)}*) compgen -W ${quoted(flags)} -- "$current"; exit ;;`;
}

function wordCase({ path, words, files, known }: Stage): string {
  const offers = [
    words.length > 0 ? offer(words.map(([word]) => word)) : '',
    known ? offer(known) : '',
    files ? offer('path') : '',
  ].join('');
  return `      ${quoted(path)}) ${offers};;`;
}
