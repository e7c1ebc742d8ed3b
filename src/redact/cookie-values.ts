import { isSecretText } from '../exchange/credential-ranges.js';

const LIST = /"cookies"\s*:\s*\[/g;
const STRING_OR_END = /"((?:[^"\\]|\\.)*)"(?:\s*:\s*"((?:[^"\\]|\\.)*)")?|\]/gs;

/** The values in the lists of cookies that a HAR keeps beside the headers: no name there says that they are secret. */
export function findCookieValues(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const list of text.matchAll(LIST)) {
    const words = new RegExp(STRING_OR_END);
    words.lastIndex = list.index + list[0].length;
    for (let match = words.exec(text); match && match[0] !== ']'; match = words.exec(text)) {
      const [, name, value = ''] = match;
      const end = words.lastIndex - 1;
      if (name === 'value' && isSecretText(value)) found.push({ start: end - value.length, end });
    }
  }
  return found;
}
