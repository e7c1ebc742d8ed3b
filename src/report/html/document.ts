import { createHash } from 'node:crypto';
import { html, Markup, type Part } from './markup.js';
import { style } from './style.js';

interface Page {
  readonly title: string;
  /** Landmarks: header, main. */
  readonly body: Part;
  /** Version of errdoctor. */
  readonly version: string;
  /** The one script of the page; without it the page works as well. */
  readonly script?: string;
}

/**
 * A page in one file. Nothing is loaded, sent or run but what stands in it: whatever a server managed to put into a
 * report, the browser has no leave to act on it (Content Security Policy Level 3, delivered by meta).
 */
export function htmlDocument({ title, body, version, script }: Page): string {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    ...(script ? [`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<footer>errdoctor ${version}. Secrets are masked; this page loads nothing and sends nothing.</footer>
${script && html`<script>${new Markup(script)}</script>`}
</body>
</html>`.text
  }\n`;
}
