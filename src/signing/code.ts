import type { SigningFunction } from './expression.js';
import type { Parameter } from './parameter.js';
import type { NamedScheme } from './scheme.js';

/** A language in which a signing function can be printed. The folder `code/` is the registry: one file each. */
export interface CodeLanguage {
  /**
   * The whole text of a program's file with a function `sign`, which returns the value that is sent.
   *
   * @param title one line on the scheme, for a comment
   * @throws Unwritable where this language cannot say it in a few lines
   */
  write(signing: SigningFunction, title: string): string;
}

/** `Request signature (shop/request): hmac-sha512 as hex, sent in the header x-signature`. */
export function titleOf(pack: string, [id, { name, mac, encode, at }]: NamedScheme): string {
  const place =
    at.header !== undefined
      ? `the header ${at.header}`
      : at.field !== undefined
        ? `the body's ${at.field}`
        : `the parameter ${at.param ?? at.form}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} (${pack}/${id}): ${mac} as ${[encode].flat().join(' or ')}, sent in ${place}`;
}

/** The comment above a function, without comment signs. */
export function commentOf(
  title: string,
  { parameters }: SigningFunction,
  nameOf: (name: string) => string,
): string[] {
  return [
    title,
    ...parameters.flatMap(({ name, says }: Parameter) => (says ? `  ${nameOf(name)}: ${says}` : [])),
  ];
}

/** `webhook-id` as `webhookId`. */
export function camelCase(name: string): string {
  return name.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `webhook-id` as `webhook_id`. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

/** Functions that a printed function needs beside itself. */
export class Helpers {
  readonly #texts = new Map<string, string>();

  /**
   * @param base its name, with a number after it where there are several of one base
   * @param setting what tells them apart
   * @returns its name
   */
  need(base: string, setting: unknown, write: (name: string) => readonly string[]): string {
    const key = `${base} ${JSON.stringify(setting)}`;
    const alike = [...this.#texts.keys()].filter((one) => one.startsWith(`${base} `));
    const index = alike.includes(key) ? alike.indexOf(key) : alike.length;
    const name = index === 0 ? base : `${base}${index + 1}`;
    if (!this.#texts.has(key)) this.#texts.set(key, write(name).join('\n'));
    return name;
  }

  get texts(): readonly string[] {
    return [...this.#texts.values()];
  }
}

/** A list on one line, or one item a line where that would be long. */
export function wrapped(before: string, items: readonly string[], after: string, indent: string): string[] {
  const line = `${before}${items.join(', ')}${after}`;
  return line.length <= 110 ? [line] : [before, ...items.map((item) => `${indent}${item},`), after];
}
