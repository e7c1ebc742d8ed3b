/**
 * Every form in which a secret may stand in a capture: as it is, URL-encoded, JSON-escaped (also JSON inside JSON),
 * HTML-escaped, in hexadecimal, and in Base64, by itself or in the middle of something longer.
 */
export function encodingsOf(secret: string): Set<string> {
  const value = Buffer.from(secret, 'utf8').toString('utf8'); // lone surrogates cannot be encoded
  const bytes = Buffer.from(value, 'utf8');
  const escaped = UNRESERVED.test(value)
    ? []
    : [...urlForms(value), ...jsonForms(value), ...htmlForms(value)];
  return new Set([
    secret,
    ...escaped,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...base64Forms(bytes),
  ]);
}

/** Nothing escapes these. */
const UNRESERVED = /^[\w.-]*$/;

function urlForms(value: string): string[] {
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*]/g, percent);
  const forms = [
    component,
    encodeURI(value),
    strict,
    strict.replaceAll('%20', '+'),
    component.replaceAll('%20', '+'),
  ];
  const lower = forms.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  return [...forms, ...lower, encodeURIComponent(component)];
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** JSON writers differ: PHP escapes slashes, Go escapes `&<>`, Python everything beyond ASCII. */
function jsonForms(value: string): string[] {
  const plain = JSON.stringify(value).slice(1, -1);
  const ascii = plain.replace(/[\u0080-\uffff]/g, unicodeEscape);
  const forms = [plain, ascii, plain.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
  const careful = forms.map((form) => form.replace(/[&<>']/g, unicodeEscape));
  return [...forms, ...careful].flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function htmlForms(value: string): string[] {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = escaped.replaceAll('"', '&quot;');
  return [
    escaped,
    quoted,
    quoted.replaceAll("'", '&#39;'),
    quoted.replaceAll("'", '&#x27;'),
    quoted.replaceAll("'", '&apos;'),
  ];
}

/**
 * Base64 depends on where the secret starts modulo three, so there are three forms without the characters that
 * its neighbours share; the whole form is there as well, with and without padding.
 */
function base64Forms(bytes: Buffer): string[] {
  const whole = bytes.toString('base64');
  const cores = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = offset === 0 ? 0 : offset + 1;
    const shared = ((offset + bytes.length) * 8) % 6 === 0 ? 0 : 1;
    return encoded.slice(from, encoded.length - shared);
  });
  const forms = [whole, whole.replace(/=+$/, ''), ...cores.filter((core) => core.length >= 8)];
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}
