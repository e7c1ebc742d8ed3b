const EMPTY_VALUES = /^(?:undefined|null|none|nil|nan|\[object object\]|value|string)$/i;
const SHELL_VARIABLE =
  /^(?:\$[A-Z][A-Z_]*|\$[({].*[)}]?|%[A-Z][A-Z_]*%|\{\{[\w\s.-]*\}\}|\{[A-Za-z_. -]{1,40}\}|process\.env\.\w+)$/;
const BRACKETED = /^(?:<[A-Za-z][A-Za-z _.-]{0,39}>|\[[A-Za-z][A-Za-z _.-]{0,39}\])$/;
const FILLER = /^(?:x{3,}|X{3,}|\.{3,}|…|\*+|-+|_+|0{6,})$/;
const KEY_PREFIX = /^[A-Za-z]{2,6}_(?:(?:live|test|sandbox|prod|production)_)?/;

/** Words that tell the reader to put something here; at least one must be there. */
const INSTRUCTIONS = new Set(
  'your insert enter replace change changeme put here placeholder paste todo goes fill dummy xxx please'.split(
    ' ',
  ),
);
/** Words that may stand beside them. */
const COMPANIONS = new Set(
  (
    'my the a an with me set in it this api key keys secret token access client id app application password user name ' +
    'username private public platform merchant partner live test sandbox production auth bearer credential credentials ' +
    'value code account signing webhook signature'
  ).split(' '),
);

/**
 * Whether a value is a stand-in that somebody forgot to replace: `<api-key>`, `YOUR_API_KEY`, `$TOKEN`,
 * `{{apiKey}}`, `sk_test_your_key_here`, `undefined`. Such a value is no secret, and seeing it is the diagnosis.
 * Stricter than what a diagnosis may suspect: every word must be known, because whatever passes here is printed.
 */
export function isStandIn(value: string): boolean {
  const text = value.trim();
  if (text === '' || text.length > 80) return text === '';
  if (EMPTY_VALUES.test(text) || SHELL_VARIABLE.test(text) || BRACKETED.test(text) || FILLER.test(text))
    return true;
  return isInstruction(text) || isInstruction(text.replace(KEY_PREFIX, ''));
}

function isInstruction(text: string): boolean {
  if (FILLER.test(text)) return true;
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^x{3,}$/.test(word) ? 'xxx' : word));
  return (
    words.some((word) => INSTRUCTIONS.has(word)) &&
    words.every((word) => INSTRUCTIONS.has(word) || COMPANIONS.has(word))
  );
}
