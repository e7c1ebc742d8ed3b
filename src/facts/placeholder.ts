/** What people leave in place of a real credential: `<api-key>`, `YOUR_KEY`, `{{token}}`, `undefined`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (
    /^(?:undefined|null|none|nil|nan|true|false|\[object object\]|changeme|change-me|set-me|set-me-please|todo|test|secret|token|key|api-?key|apikey|password|string|value|redacted)$/i.test(
      text,
    )
  )
    return true;
  if (/^(?:<[^<>]+>|\{\{.*\}\}|\$\{.*\}|\$[A-Z_][A-Z0-9_]*|%[A-Z_]+%|\[[A-Za-z _-]+\]|:[a-z_]+)$/.test(text))
    return true;
  const words = text.toLowerCase();
  if (asksForOne(words.split(/[_\-\s]+/))) return true;
  if (/(?:insert|replace|enter|put|paste)[_\-\s]?(?:me|your|the|with|here|key|token)/.test(words))
    return true;
  // `plt_xxx`, `sk_test_…`, `sk_staging_abc123...`
  return (
    /(?:^|[_-])(?:x{3,}|\.{3}|…|\*{1,2})$/i.test(text) ||
    /(?:\.{3}|…)$/.test(text) ||
    /^(?:[a-z]+_)*(?:xxx+|abc123|12345+|foo|bar|example)$/i.test(text)
  );
}

const OWNERS = new Set(['your', 'my', 'the']);
const THINGS = /^(?:[a-z]*(?:key|token|secret|name)|id|here|user)$/;
/** Without a divider only these words stand between, so that `their-key` or `themekey` is a value of its own. */
const JOINED =
  /^(?:your|my)(?:api|access|auth|client|secret|private|merchant|app|account|user)*(?:key|token|secret|id|here|user|username)$/;

/** `your_secret`, `the platform id`, `YOURAPIKEY`: an owner, words of letters alone, and what is wanted. */
function asksForOne(words: readonly string[]): boolean {
  if (words.some((word) => JOINED.test(word))) return true;
  const owner = words.findIndex((word) => OWNERS.has(word));
  const after = owner < 0 ? [] : words.slice(owner + 1);
  const thing = after.findIndex((word) => THINGS.test(word));
  return thing >= 0 && after.slice(0, thing).every((word) => /^[a-z]+$/.test(word));
}
