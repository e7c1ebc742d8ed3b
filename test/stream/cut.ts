import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import type { Piece, StreamProblem } from '../../src/stream/piece.js';
import { readPieces, type StreamOptions } from '../../src/stream/read-pieces.js';

export interface CutInputs {
  readonly pieces: readonly Piece[];
  readonly problems: readonly StreamProblem[];
}

/** All pieces of inputs, and the problems on the way. */
export async function cut(
  names: readonly string[],
  options: Partial<StreamOptions> = {},
): Promise<CutInputs> {
  const pieces: Piece[] = [];
  const problems: StreamProblem[] = [];
  const problem = (found: StreamProblem) => problems.push(found);
  const standardInput = Readable.from([]);
  for await (const piece of readPieces(names, { standardInput, problem, ...options })) pieces.push(piece);
  return { pieces, problems };
}

/** Bytes as a pipe delivers them: in chunks of this size. */
export function inChunks(bytes: Uint8Array, size: number): Readable {
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  return Readable.from(chunks(), { objectMode: false });
}

export const joined = (pieces: readonly Piece[]) =>
  Buffer.concat(pieces.map(({ bytes }) => bytes)).toString();

/** A folder that lives as long as the tests of a file. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-stream-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}
