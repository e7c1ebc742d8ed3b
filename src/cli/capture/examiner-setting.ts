import type { GatewayHosts } from '../../causes/gateway-hosts.js';
import type { Summary } from '../../report/diagnosis.js';
import type { SignatureOptions } from '../read-signing.js';
import type { ReportingOptions } from '../report-context.js';
import type { SavingOptions } from '../save-exchanges.js';

/** Options of the command that matter to what is captured. */
export interface ExaminerOptions extends SignatureOptions, ReportingOptions, SavingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly hosts?: GatewayHosts;
  readonly openapi?: string;
  readonly quiet?: boolean;
}

export interface ExaminerSetting {
  readonly options: ExaminerOptions;
  /** Print each failure as it happens. */
  readonly live: boolean;
  /** Of what is printed. A file has colours where the option says so. */
  readonly color: boolean;
  readonly width: number;
}

export interface Examined {
  /** Of all calls, also of those that are kept no more. */
  readonly summary: Summary;
  /** The report at the end; empty where there is nothing to report. */
  readonly text: string;
  /** Sentences about what could not be done. */
  readonly notes: readonly string[];
}
