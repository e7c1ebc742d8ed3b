import { Input } from '../../src/input/input.js';
import type {
  CauseReport,
  DiagnosisReport,
  Position,
  Report,
  SignatureReport,
} from '../../src/report/diagnosis.js';
import type { RenderContext } from '../../src/report/format.js';
import { createMask } from '../../src/report/mask.js';

/** A cause of a made-up provider. */
export function causeWith(parts: Partial<CauseReport> = {}): CauseReport {
  return {
    id: 'acmepay/clock-drift',
    title: 'Signed seven minutes too early',
    certainty: 'proven',
    probability: 0.99,
    fault: 1,
    fallback: false,
    explanation: 'Signed 420 s before Acmepay read it; it accepts 300 s.',
    evidence: [],
    folded: [],
    fixes: [{ say: 'Set the clock of the machine that signs.', run: 'chronyc makestep' }],
    retry: {
      when: 're-signed',
      why: 'refused before anything was done',
      waitSeconds: null,
      maxAttempts: null,
      sameIdempotencyKey: null,
      checkFirst: [],
      basis: 'documented',
    },
    references: ['https://docs.acmepay.example/clock'],
    ...parts,
  };
}

export function diagnosisWith(parts: Partial<DiagnosisReport> = {}): DiagnosisReport {
  return {
    source: { file: 'call.txt', entry: 1, line: 1 },
    request: { method: 'POST', url: 'https://api.acmepay.example/v1/charges' },
    response: {
      status: 401,
      code: 'request_expired',
      message: 'The request is too old',
      requestId: 'req_example_1',
      details: {},
    },
    transport: null,
    provider: { id: 'acmepay', name: 'Acmepay', recognisedBy: ['host'] },
    outcome: 'failed',
    causes: [causeWith()],
    noneOfThese: { 1: 0.01 },
    notes: [],
    ruledOut: [],
    notChecked: [],
    ...parts,
  };
}

/** A signature that could only be looked over. */
export const lookedOver: SignatureReport = {
  scheme: 'acmepay/request',
  name: 'request signature',
  verdict: 'no-secret',
  says: 'The request signature cannot be recomputed without the secret.',
  expected: [{ part: 'method', text: 'POST' }],
  stringToSign: {
    verdict: 'differs',
    says: 'The logged string differs.',
    part: 'the method',
    mistakes: [{ id: 'met-case', says: 'with the method in lower case' }],
    signed: false,
    difference: {
      offset: 0,
      expected: { before: '', differs: 'POST', after: '' },
      signed: { before: '', differs: 'post', after: '' },
    },
  },
  checklist: [
    { what: 'signature', is: 'ok', why: 'It travels in x-signature.' },
    { what: 'key', is: 'cannot tell', why: 'The key is the text of the secret as it is.' },
    { what: 'algorithm', is: 'wrong', why: '32 bytes are as long as a SHA-256 digest.' },
  ],
};

export function reportOf(...diagnoses: DiagnosisReport[]): Report {
  const failed = diagnoses.filter(({ outcome }) => outcome !== 'succeeded').length;
  return {
    schemaVersion: 1,
    errdoctor: '0.1.0',
    summary: { exchanges: diagnoses.length, failed, explained: failed, unexplained: 0 },
    diagnoses,
  };
}

export function contextWith(parts: Partial<RenderContext> = {}): RenderContext {
  return {
    inputs: new Map(),
    mask: createMask(),
    color: false,
    width: 80,
    all: false,
    limit: 10,
    ...parts,
  };
}

export function inputOf(text: string, name = 'call.txt'): Input {
  return new Input(name, Buffer.from(text));
}

/** The position of a part of an input, as the engine gives it. */
export function positionOf(input: Input, part: string): Position {
  const offset = Buffer.from(input.bytes).indexOf(part);
  return { file: input.name, ...input.position(offset), offset, length: Buffer.byteLength(part) };
}
