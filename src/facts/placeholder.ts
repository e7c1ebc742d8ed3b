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
  if (
    /(?:^|[_\-\s])(?:your|my|the)(?:[a-z]|(?<=[a-z])[_\-\s])*(?:key|token|secret|id|here|user|name|username)(?:$|[_\-\s])/.test(
      words,
    )
  )
    return true;
  if (/(?:insert|replace|enter|put|paste)[_\-\s]?(?:me|your|the|with|here|key|token)/.test(words))
    return true;
  // `plt_xxx`, `sk_test_…`, `sk_staging_abc123...`
  return (
    /(?:^|[_-])(?:x{3,}|\.{3}|…|\*{1,2})$/i.test(text) ||
    /(?:\.{3}|…)$/.test(text) ||
    /^(?:[a-z]+_)*(?:xxx+|abc123|12345+|foo|bar|example)$/i.test(text)
  );
}
