import type { OutputFormat } from '../format.js';
import { maskReport } from '../mask-report.js';
import { maskTriage } from '../mask-triage.js';

/** The report as one JSON object; its shape is `report.schema.json`. */
const json: OutputFormat = {
  name: 'json',
  summary: 'one JSON object',
  render: (report, { mask }) => `${JSON.stringify(maskReport(report, mask), null, 2)}\n`,
  renderTriage: (report, { mask }) =>
    // A pair of a histogram stays on one line. Inside strings no line feed stands as itself.
    `${JSON.stringify(maskTriage(report, mask), null, 2).replace(/\[\n +(-?\d+),\n +(\d+)\n +\]/g, '[$1, $2]')}\n`,
};

export default json;
