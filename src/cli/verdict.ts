import type { Summary } from '../report/diagnosis.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** The exit code that says what was diagnosed. */
export function verdict({ failed, unexplained }: Pick<Summary, 'failed' | 'unexplained'>): ExitCode {
  if (failed === 0) return exitCodes.ok;
  return unexplained > 0 ? exitCodes.unexplained : exitCodes.explained;
}
