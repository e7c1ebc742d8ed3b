const CHARACTERS = 300;
const ITEMS = 8;

/** A text of the other side, which may be as long as it likes. */
export function brief(text: string): string {
  return text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text;
}

/** The first few of a list of the other side, and how many more there are. */
export function briefList(items: readonly string[], separator = ', '): string {
  const more = items.length - ITEMS;
  return [...items.slice(0, ITEMS), ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}
