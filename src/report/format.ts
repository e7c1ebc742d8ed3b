import type { Input } from '../input/input.js';
import type { Report } from './diagnosis.js';
import type { Mask } from './mask.js';
import type { TriageReport } from './triage-report.js';

/**
 * One output format. The folder `formats/` is the registry: one file, one default export of this shape. A format
 * only lays out: it receives a finished report, and masks it itself, so that no caller can forget to.
 */
export interface OutputFormat {
  /** As `--format` names it. */
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Reports of single calls can stand one behind the other. */
  readonly streams?: true;
  /** The whole output, with its last line feed. Never throws because of what the report says. */
  render(report: Report, context: RenderContext): string | Promise<string>;
  /** The same for many exchanges put together; left out where a format is about single calls. */
  renderTriage?(report: TriageReport, context: TriageContext): string | Promise<string>;
  /** A further text, appended to the file that an environment variable names where it is set. */
  readonly appendix?: {
    readonly variable: string;
    render(report: Report, context: RenderContext): string | Promise<string>;
  };
}

export interface RenderContext {
  /** The inputs by the name that positions in the report use; evidence from others is printed without its line. */
  readonly inputs: ReadonlyMap<string, Input>;
  readonly mask: Mask;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** `--all`: also numbers, every factor, every alternative in full. */
  readonly all: boolean;
  /** `--limit`: more failures than this are printed as a summary. */
  readonly limit: number;
  /** What was read is kept nowhere: another run would see other exchanges. */
  readonly isGone?: true;
}

/** A triage quotes nothing: it outlives its input, and parts of it may come from elsewhere. */
export interface TriageContext extends Omit<RenderContext, 'inputs'> {
  /** The terminal shows no block characters (`TERM=dumb`). */
  readonly ascii: boolean;
}
