/**
 * Which of the usual mistakes makes a text no JSON (RFC 8259), by where its parser stopped: `object-object`,
 * `single-quotes`, `smart-quotes`, `trailing-comma`, `unquoted-key`, `python-literal`, `undefined`, `comment`,
 * `line-break`, `second-value`, `cut` or `other`.
 */
export function jsonMistake(text: string, offset: number): string {
  const rest = text.slice(offset);
  const before = text.slice(0, offset).trimEnd();
  if (/\[object \w+\]/.test(text.slice(0, 200))) return 'object-object';
  if (rest.trim() === '') return 'cut';
  if (/^['‘]/.test(rest)) return 'single-quotes';
  if (/^[“”„]/.test(rest)) return 'smart-quotes';
  if (/^[}\]]/.test(rest) && before.endsWith(',')) return 'trailing-comma';
  if (/^(?:True|False|None)\b/.test(rest)) return 'python-literal';
  if (/^(?:undefined|NaN|-?Infinity)\b/.test(rest)) return 'undefined';
  if (/^\/[/*]/.test(rest)) return 'comment';
  if (/^[A-Za-z_$]/.test(rest) && /[{,]$/.test(before)) return 'unquoted-key';
  if (/^[\n\r\t]/.test(rest)) return 'line-break';
  return /[}\]]$/.test(before) && /^[{[]/.test(rest) ? 'second-value' : 'other';
}
