import { figure } from '../../figure.js';
import type { SignatureReport } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { stripControls } from '../strip-controls.js';
import { wrap } from './lines.js';

/** What was found out about the signature: the sentence, what the provider signs, and where the signed text parts from it. */
export function signatureLines(
  signature: SignatureReport | undefined,
  { width, all }: RenderContext,
  indent: string,
): string[] {
  if (!signature) return [];
  const { says, searched, expected, sent, computed, stringToSign, checklist = [] } = signature;
  const difference = signature.difference ?? stringToSign?.difference;
  const inner = indent.repeat(2);
  return [
    ...wrap(says, width, `${indent}signature  `),
    ...(searched ? [`${inner}${searchedWords(searched)}`] : []),
    ...(expected ? [`${inner}expected canonical string`, ...parts(expected, width, indent.repeat(3))] : []),
    ...(sent ? [`${inner}signature sent  ${sent}`] : []),
    ...(computed && computed !== sent ? [`${inner}the right one  ${computed}`] : []),
    ...(stringToSign
      ? wrap(stripControls(stringToSign.says, 'keep'), width, `${inner}string to sign  `)
      : []),
    ...(difference ? differenceLines(difference, inner) : []),
    ...checklistLines(checklist, all, width, inner),
  ];
}

type Checklist = NonNullable<SignatureReport['checklist']>;

/** What is wrong with its reason; the other points by name, unless all is wanted. */
function checklistLines(checklist: Checklist, all: boolean, width: number, indent: string): string[] {
  if (checklist.length === 0) return [];
  const lines = (['wrong', 'cannot tell', 'ok'] as const).flatMap((is) => {
    const points = checklist.filter((point) => point.is === is);
    const names = points.map(({ what }) => what).join(', ');
    const inFull = all || is === 'wrong';
    const texts = inFull ? points.map(({ what, why }) => `${what}: ${why}`) : names === '' ? [] : [names];
    return texts.flatMap((text, index) =>
      wrap(stripControls(text, 'keep'), width, `${indent}  ${(index === 0 ? is : '').padEnd(13)}`),
    );
  });
  const more = all || checklist.every(({ is }) => is === 'wrong') ? '' : ' (--all tells why)';
  return [`${indent}checked without recomputing${more}`, ...lines];
}

function searchedWords({ depth, candidates, complete }: NonNullable<SignatureReport['searched']>): string {
  const reached = complete ? `depth ${depth}` : `depth ${depth} in full, then stopped`;
  return `searched ${figure(candidates)} candidates, ${reached}`;
}

function parts(expected: NonNullable<SignatureReport['expected']>, width: number, indent: string): string[] {
  const column = Math.max(...expected.map(({ part }) => part.length));
  return expected.flatMap(({ part, text }) =>
    wrap(stripControls(text, 'keep'), width, `${indent}${part.padEnd(column)}  `),
  );
}

function differenceLines(
  { offset, expected, signed }: NonNullable<SignatureReport['difference']>,
  indent: string,
): string[] {
  const line = (name: string, { before, differs, after }: typeof expected) => [
    `${indent}  ${name}  ${before}${differs}${after}`,
    `${indent}  ${' '.repeat(name.length)}  ${' '.repeat([...before].length)}${'^'.repeat(Math.max(1, [...differs].length))}`,
  ];
  return [
    `${indent}first difference, at byte ${offset + 1}`,
    ...line('expected', expected),
    ...line('signed  ', signed),
  ];
}
