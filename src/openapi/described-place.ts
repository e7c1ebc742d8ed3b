import type { Place } from '../exchange/place.js';
import type { DescriptionDocument } from './document.js';
import type { SchemaFault } from './schema-check.js';

/** Where the description asks for what a value breaks: the word in a list of required ones, else the keyword. */
export function describedPlace(
  document: DescriptionDocument,
  { keyword, params, schemaPath }: SchemaFault,
): Place {
  const path = [...schemaPath, keyword];
  const { value } = document.at(path);
  if (value === undefined) return document.placeOf(schemaPath);
  if (keyword === 'required' && Array.isArray(value)) {
    const index = value.indexOf(params.missingProperty);
    if (index >= 0) return document.placeOf([...path, index]);
  }
  return document.placeOf(path);
}
