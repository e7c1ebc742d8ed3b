/** The value of an option that may be for one signing scheme alone: `webhook=SHOP_SECRET`. */
export interface PerScheme {
  readonly scheme?: string;
  readonly rest: string;
}

/** Takes a scheme's id off the start of an option's value. A file whose name looks so is written `./a=b`. */
export function splitScheme(text: string): PerScheme {
  const [, scheme, rest] = /^([a-z0-9]+(?:-[a-z0-9]+)*)=(.+)$/s.exec(text) ?? [];
  return scheme === undefined || rest === undefined ? { rest: text } : { scheme, rest };
}
