import { skim as compiled } from '../assembly.generated.js';
import { instantiate } from '../web-assembly.js';

/** What src/assembly/skim.ts exports: places in its memory are numbers. */
interface SkimmingCode {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly input: { readonly value: number };
  readonly state: { readonly value: number };
  readonly ROOM: { readonly value: number };
  skim(start: number, end: number, base: number): number;
  readonly shortened: { readonly value: number };
  roomFor(size: number): number;
  withoutLists(size: number): number;
}

let code: SkimmingCode | undefined;

/** Loaded once, whoever skims: what it has to remember is handed to it. */
export function skimmingCode(): SkimmingCode {
  code ??= instantiate(compiled) as SkimmingCode;
  return code;
}
