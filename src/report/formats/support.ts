import type { OutputFormat } from '../format.js';
import { maskReport } from '../mask-report.js';
import { supportMessage } from '../support-message.js';
import { summaryLine } from '../text/summary.js';

/** The message to the provider's support, one for each failed call, without any credential. */
const support: OutputFormat = {
  name: 'support',
  summary: "a message to the provider's support",
  streams: true,
  render(report, { mask }) {
    const clean = maskReport(report, mask);
    const failures = clean.diagnoses.filter(({ outcome }) => outcome !== 'succeeded');
    const messages = failures.map((diagnosis) => supportMessage(diagnosis).join('\n'));
    return `${messages.length > 0 ? messages.join(SEPARATOR) : summaryLine(clean.summary)}\n`;
  },
};

export default support;

const SEPARATOR = `\n\n${'-'.repeat(72)}\n\n`;
