import { code, prose } from '../report/markdown/escape.js';
import { createMask, type Mask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import { secretsGiven } from '../signing/given.js';
import { type Masking, frontMatterOf } from './front-matter.js';
import type { Session, Step } from './session.js';
import { toldSecrets } from './told-secrets.js';

/** More suspects are not told after each step. */
const SUSPECTS = 3;

/**
 * A conversation as one file: Markdown for a colleague, and above it, as YAML front matter, what repeats the diagnosis
 * (`readAnswers`). Every text in it is masked, and none can break out of its place.
 *
 * @param masking a mask that knows the secrets of everything that was read
 * @param report the diagnosis as Markdown
 */
export async function writeTranscript(session: Session, masking: Masking, report: string): Promise<string> {
  const { stringify } = await import('../yaml.js');
  const { members, left } = frontMatterOf(session, masking);
  const yaml = stringify(members, { lineWidth: 0, aliasDuplicateObjects: false });
  const mask = withTold(masking.mask, session);
  const blocks = [
    '# A failed API call, question by question',
    startOf(session, mask),
    ...session.steps.map((step, index) => stepBlock(step, index + 1, mask)),
    session.finished ? '' : 'It was left before everything worth asking had been asked.',
    ...notes(session, mask),
    ...left.map((sentence) => sentenceOf(sentence, mask)),
    report.trimEnd(),
  ];
  return `---\n# errdoctor wizard --answers reads this part.\n${yaml}---\n\n${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** Also without what was told of a credential. */
function withTold(mask: Mask, { one }: Session): Pick<Mask, 'text'> {
  const told = createMask(secretsGiven(toldSecrets(one)));
  return { text: (text) => told.text(mask.text(text)) };
}

function startOf({ capture, one }: Session, mask: Pick<Mask, 'text'>): string {
  const { provider } = one.options;
  const api = provider === undefined ? '' : ` of ${code(provider)}`;
  if (!capture) return `Nothing was captured of this call${api}; what is known was told.`;
  const name = capture.isFile
    ? code(mask.text(stripControls(capture.input.name, 'join')))
    : 'what was pasted';
  return `It began with ${name}${capture.entry > 1 ? `, exchange ${capture.entry}` : ''}.`;
}

function stepBlock(
  { ask, answer, says = [], leading }: Step,
  number: number,
  mask: Pick<Mask, 'text'>,
): string {
  const lines = [
    `${number}. ${sentenceOf(ask, mask)}`,
    `   **${sentenceOf(answer, mask) || '(nothing)'}**`,
    ...says.map((line) => `   - ${sentenceOf(line, mask)}`),
    ...(leading.length > 0 ? ['', '   Then suspected:', ''] : []),
    ...leading
      .slice(0, SUSPECTS)
      .map(
        ({ id, title, certainty, probability }) =>
          `   - ${certainty}, ${Math.round(probability * 100)} %: ${sentenceOf(title, mask)} (${code(id)})`,
      ),
  ];
  return lines.join('\n');
}

/** What the file leaves out by intent. */
function notes({ one }: Session, mask: Pick<Mask, 'text'>): string[] {
  const sources = (one.options.signing?.secrets ?? []).map(({ source }) => source);
  if (sources.length === 0) return [];
  const from = sentenceOf(sources.join(', '), mask);
  return [
    `The signature was checked with a secret (${from}) that is not in this file: to repeat that, give it again with --secret-env or --secret-file.`,
  ];
}

/** Controls go first: one inside a secret would hide it from the mask. */
function sentenceOf(text: string, mask: Pick<Mask, 'text'>): string {
  return prose(mask.text(stripControls(text, 'join')));
}
