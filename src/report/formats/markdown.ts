import type { OutputFormat } from '../format.js';
import { markdownDocument } from '../markdown/document.js';

/** A report to paste into a ticket. */
const markdown: OutputFormat = {
  name: 'markdown',
  summary: 'Markdown for a ticket',
  render: markdownDocument,
};

export default markdown;
