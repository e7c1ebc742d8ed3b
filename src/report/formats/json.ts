import type { OutputFormat } from '../format.js';
import { maskReport } from '../mask-report.js';

/** The report as one JSON object; its shape is `report.schema.json`. */
const json: OutputFormat = {
  name: 'json',
  summary: 'one JSON object',
  render: (report, { mask }) => `${JSON.stringify(maskReport(report, mask), null, 2)}\n`,
};

export default json;
