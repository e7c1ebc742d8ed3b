import { languageForms } from '../../src/signing/json/language-forms.js';
import { printJson } from '../../src/signing/json/print-json.js';
import { printers } from '../../src/signing/json/printers.js';
import { type JsonText, readJson } from '../../src/signing/json/read-json.js';

/** What a printer of this name, or a language's own form, makes of JSON texts; an empty text where it has none. */
export function printDocuments(name: string, documents: readonly string[]): string[] {
  const style = printers.find((printer) => printer.name === name)?.style;
  return documents.map((document) => {
    const json = readJson(document) as JsonText;
    if (style) return printJson(json.root, style);
    return [...languageForms(json)].find(([form]) => form === name)?.[1] ?? '';
  });
}
