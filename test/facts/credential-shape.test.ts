import { expect, it } from 'vitest';
import { header } from '../../src/exchange/headers.js';
import { shapeFault } from '../../src/facts/credential-shape.js';

it.each<[raw: string, value: string, fault: string | undefined]>([
  ['key-of-errdoctor', 'key-of-errdoctor', undefined],
  ['"<api-key>"', '<api-key>', 'placeholder'],
  ['Bearer "errdoctor"', '"errdoctor"', 'quoted'],
  ['Bearer `errdoctor', '`errdoctor', 'quoted'],
  ["Bearer errdoctor'", "errdoctor'", 'quoted'],
  ['"Bearer errdoctor', 'errdoctor', 'quoted'],
  ['Bearer err"doctor', 'err"doctor', undefined],
  [' errdoctor', 'errdoctor', 'edge-space'],
  ['errdoctor\t', 'errdoctor', 'edge-space'],
  ['errdoctor\n', 'errdoctor', 'edge-space'],
  ['errdoctor\r', 'errdoctor', undefined],
  ['err\rdoctor', 'err\rdoctor', 'edge-space'],
  ['errdoctor\\n', 'errdoctor\\n', 'edge-space'],
  ['errdoctor\\r', 'errdoctor\\r', 'edge-space'],
  ['errdoctor\\t', 'errdoctor\\t', undefined],
  ['errdoctor%0A', 'errdoctor%0A', 'edge-space'],
  ['errdoctor%0d', 'errdoctor%0d', 'edge-space'],
  ['err%0Adoctor', 'err%0Adoctor', undefined],
  ['err doctor', 'err doctor', undefined],
])('%j is %s: %s', (raw, value, fault) => {
  expect(shapeFault(header('Authorization', raw), value)).toBe(fault);
});
