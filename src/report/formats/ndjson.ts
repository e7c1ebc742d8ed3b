import type { OutputFormat } from '../format.js';
import { maskDiagnosis } from '../mask-report.js';
import { maskGroup } from '../mask-triage.js';

/** The items of `diagnoses`, of a triage of `groups`, one a line. */
const ndjson: OutputFormat = {
  name: 'ndjson',
  summary: 'one JSON object a line and diagnosis',
  streams: true,
  render: (report, { mask }) =>
    report.diagnoses.map((diagnosis) => line(maskDiagnosis(diagnosis, mask))).join(''),
  renderTriage: (report, { mask }) => report.groups.map((group) => line(maskGroup(group, mask))).join(''),
};

export default ndjson;

function line(item: object): string {
  return `${JSON.stringify(item)}\n`;
}
