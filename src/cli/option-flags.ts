import type { Option } from './command.js';

type Flags = Pick<Option, 'flags'>;

/** `exit-zero` of `--exit-zero`. */
export function longName({ flags }: Flags): string {
  return /--([\w-]+)/.exec(flags)?.[1] ?? flags;
}

/** `-f` and `--format` of `-f, --format <name>`. */
export function spellingsOf({ flags }: Flags): string[] {
  return flags.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g) ?? [];
}

/** `exitZero`: the name by which a command gets the value. */
export function attributeOf(option: Flags): string {
  return longName(option).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether a value follows, as in `--status <n>`. */
export function takesValue({ flags }: Flags): boolean {
  return flags.includes('<');
}

/** Whether the value names a file or a folder. */
export function takesPath({ flags }: Flags): boolean {
  return /<(?:file|dir)>/.test(flags);
}
