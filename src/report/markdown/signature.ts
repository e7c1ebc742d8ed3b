import type { SignatureReport } from '../diagnosis.js';
import { code, prose } from './escape.js';

/** What was found out about the signature, as Markdown blocks: the sentence, what the provider signs, and the points. */
export function signatureBlocks(signature: SignatureReport | undefined): string[][] {
  if (!signature) return [];
  const { says, expected = [], stringToSign, checklist = [] } = signature;
  const difference = signature.difference ?? stringToSign?.difference;
  return [
    [`**Signature:** ${prose(says)}`],
    list(
      'Expected canonical string:',
      expected.map(({ part, text }) => `${prose(part)}: ${code(text)}`),
    ),
    stringToSign ? [`String to sign: ${prose(stringToSign.says)}`] : [],
    difference
      ? list(`First difference, at byte ${difference.offset + 1}:`, [
          `expected: ${code(around(difference.expected))}`,
          `signed: ${code(around(difference.signed))}`,
        ])
      : [],
    list(
      'Checked without recomputing:',
      checklist.map(
        ({ what, is, why }) => `${is === 'wrong' ? '**wrong**' : is}, ${prose(`${what}: ${why}`)}`,
      ),
    ),
  ];
}

function around({ before, differs, after }: NonNullable<SignatureReport['difference']>['expected']): string {
  return `${before}${differs}${after}`;
}

function list(title: string, items: readonly string[]): string[] {
  return items.length > 0 ? [title, '', ...items.map((item) => `- ${item}`)] : [];
}
