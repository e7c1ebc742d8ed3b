import type { OutputFormat } from '../format.js';
import { maskDiagnosis } from '../mask-report.js';

/** The items of `diagnoses`, one a line. */
const ndjson: OutputFormat = {
  name: 'ndjson',
  summary: 'one JSON object a line and diagnosis',
  render: (report, { mask }) =>
    report.diagnoses.map((diagnosis) => `${JSON.stringify(maskDiagnosis(diagnosis, mask))}\n`).join(''),
};

export default ndjson;
