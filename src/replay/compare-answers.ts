import type { Exchange } from '../exchange/exchange.js';
import type { DiagnosisReport } from '../report/diagnosis.js';
import type { ReplayedAnswer, ReplayReport } from '../report/replay-report.js';
import { answerWords } from '../report/replay-words.js';

/** The captured answer and the last one to the replayed call, compared in one sentence. */
export function compareAnswers(
  captured: ReplayedAnswer | null,
  now: ReplayedAnswer,
): Pick<ReplayReport, 'says' | 'same'> {
  const after = answerWords(now);
  if (!captured)
    return { says: `the answer is ${after}; the capture holds none to compare with`, same: null };
  const same = captured.status === now.status && captured.code === now.code && captured.failed === now.failed;
  return same
    ? { says: `the same as in the capture: ${after}`, same }
    : { says: `it was ${answerWords(captured)} in the capture, and is ${after} now`, same };
}

/** What tells the answer of a diagnosis from others. */
export function answerOf({
  response,
  transport,
}: Pick<DiagnosisReport, 'response' | 'transport'>): ReplayedAnswer {
  return {
    status: response?.status ?? null,
    code: response?.code ?? null,
    failed: transport?.kind ?? null,
  };
}

/** The same for a captured exchange; null where the capture holds no outcome. */
export function capturedAnswer(
  { response, transport }: Exchange,
  code: string | undefined,
): ReplayedAnswer | null {
  if (!response && !transport) return null;
  return { status: response?.status ?? null, code: code ?? null, failed: transport?.kind ?? null };
}
