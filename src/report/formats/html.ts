import type { OutputFormat } from '../format.js';
import { analysisPage } from '../html/analysis-page.js';

/** A page in one file, for people: it loads nothing, and works without its script. */
const html: OutputFormat = {
  name: 'html',
  summary: 'a page in one file, which loads nothing',
  render: analysisPage,
  async renderTriage(report, context) {
    const { triagePage } = await import('../html/triage-page.js');
    return triagePage(report, context);
  },
};

export default html;
