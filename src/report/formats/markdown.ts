import type { OutputFormat } from '../format.js';
import { markdownDocument } from '../markdown/document.js';

/** A report to paste into a ticket. */
const markdown: OutputFormat = {
  name: 'markdown',
  summary: 'Markdown for a ticket',
  streams: true,
  render: markdownDocument,
  async renderTriage(report, context) {
    const { triageMarkdown } = await import('../markdown/triage.js');
    return triageMarkdown(report, context);
  },
};

export default markdown;
