export { Engine, type EngineOptions, loadEngine } from './causes/engine.js';
export type { GatewayHosts } from './causes/gateway-hosts.js';
export type { Finding } from './causes/read-yaml.js';
export type { DiagnoseOptions, Diagnosis } from './diagnose.js';
export { type CaptureOptions, diagnoseCapture } from './diagnose-capture.js';
export { diagnoseInputs, type DiagnosedInputs } from './diagnose-inputs.js';
export type { Body } from './exchange/body.js';
export type {
  Connection,
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from './exchange/exchange.js';
export { type Header, Headers, header } from './exchange/headers.js';
export type { Place, Span } from './exchange/place.js';
export { UnreadableInput } from './input/format.js';
export { formats } from './input/formats.generated.js';
export { Input } from './input/input.js';
export { type ReadInputResult, readInput } from './input/read-input.js';
export type * from './report/diagnosis.js';
export type * from './report/replay-report.js';
