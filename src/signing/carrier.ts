import { jsonText, parameter } from './body-values.js';
import { computationOf, DIGEST_LENGTH } from './mac.js';
import type { Material } from './material.js';
import type { Carrier, Scheme } from './scheme.js';
import { targetsOf } from './decode.js';
import { type Carried, readValue } from './written-form.js';

/**
 * Reads the signature of a request. Where the documented place is empty but another header holds what looks like a
 * signature, that one is read (`hdr-name`).
 *
 * @returns undefined where the capture holds none
 */
export function readCarrier(scheme: Scheme, material: Material): Carried | undefined {
  const { at } = scheme;
  const value = rawValue(at, material);
  if (value) return readValue(at, value);
  if (at.header === undefined) return undefined;
  for (const name of material.headerNames) {
    if (!/sign|hmac|authorization$/.test(name) || /time|date|key|version|method|algorithm/.test(name))
      continue;
    const other = material.header(name);
    if (!other) continue;
    const carried = readValue(at, other);
    const looksSigned = name.endsWith('authorization') ? hasDocumentedLength : isLong;
    if (!carried.signatures.some((text) => looksSigned(text, scheme))) continue;
    const moved = { id: 'hdr-name', detail: `${name} in place of ${at.header}` };
    return { ...carried, mistakes: [moved, ...carried.mistakes] };
  }
  return undefined;
}

function isLong(text: string): boolean {
  return /^[\w+/=-]{27,}$/.test(text);
}

/** `Authorization` mostly holds a key or a token, which are long as well. */
function hasDocumentedLength(text: string, scheme: Scheme): boolean {
  const documented = computationOf(scheme.mac);
  return (
    documented !== undefined &&
    targetsOf(text, scheme).some(({ bytes }) => bytes.length === DIGEST_LENGTH[documented.digest])
  );
}

/** The value where the signature travels, as sent: undefined when not captured, empty when absent. */
export function rawValue(at: Carrier, material: Material): string | undefined {
  if (at.header !== undefined) return material.header(at.header);
  if (at.param !== undefined) return material.query && parameter(material.query, at.param);
  if (at.form !== undefined) return material.body && parameter(material.body, at.form);
  return material.body && jsonText(material.body, at.field as string);
}
