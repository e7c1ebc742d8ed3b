import { wrap } from '../../report/text/lines.js';
import type { Style } from '../../report/text/style.js';
import { textWidth } from '../../report/text/width.js';
import type { Leading } from '../../wizard/session.js';

/** How many are shown. */
const SHOWN = 4;
const BAR = 8;
/** A change that is worth a word. */
const NOTICEABLE = 0.02;

/** What leads now, with how it changed since the last question. */
export function leadingLines(
  causes: readonly Leading[],
  before: readonly Leading[] | undefined,
  { style, width, plain }: { readonly style: Style; readonly width: number; readonly plain: boolean },
): string[] {
  if (causes.length === 0) return ['No cause is known yet.'];
  return [
    style.bold('Leading causes'),
    ...causes.slice(0, SHOWN).flatMap((cause) => {
      const mark = `  ${plain ? '' : bar(cause)}`;
      const certainty = `${cause.certainty}${change(cause, before)}`;
      const fits = textWidth(`${mark}${certainty}  ${cause.id}`) <= width;
      return [
        ...(fits
          ? [`${mark}${certainty}  ${style.name(cause.id)}`]
          : [...wrap(certainty, width, mark), `    ${style.name(cause.id)}`]),
        ...wrap(cause.title, width, '    '),
      ];
    }),
    ...(causes.length > SHOWN ? [style.dim(`  and ${causes.length - SHOWN} less likely`)] : []),
  ];
}

function bar({ probability }: Leading): string {
  const filled = Math.round(probability * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} `;
}

function change({ id, probability }: Leading, before: readonly Leading[] | undefined): string {
  if (!before || before.length === 0) return '';
  const was = before.find((one) => one.id === id)?.probability;
  if (was === undefined) return ', new';
  if (probability > was + NOTICEABLE) return ', more likely than before';
  return probability < was - NOTICEABLE ? ', less likely than before' : '';
}
