import { stripControls } from '../strip-controls.js';
import { type Branch, type Leaf, sizeOf } from './flow.js';

/** A chart with more causes is no longer read on a page: it is split. */
const READABLE = 30;

/** A first thing to do is cut here; the page of the cause has the whole of it. */
const CLIP = 90;

/** Boxes are wide and close together, so that the chart needs less of the page. */
const SPACING =
  '%%{init: {"flowchart": {"wrappingWidth": 280, "nodeSpacing": 16, "rankSpacing": 36, "padding": 8}}}%%';

/** One flow chart of Mermaid. */
export interface Chart {
  /** Empty for the whole flow. */
  readonly heading: string;
  /** Lines without a fence. */
  readonly lines: readonly string[];
}

/** A flow as charts: one, or for a large one an overview and a chart for each of its larger branches. */
export function flowCharts(flow: Branch): Chart[] {
  if (sizeOf(flow) <= READABLE) return [{ heading: '', lines: new Drawing(flow, true).lines }];
  const parts = flow.branches
    .flatMap((branch) =>
      sizeOf(branch) > READABLE && branch.branches.length > 0 ? branch.branches : [branch],
    )
    .filter((branch) => sizeOf(branch) > 1);
  const overview = new Drawing(flow, false, new Set(parts));
  return [
    { heading: '', lines: overview.lines },
    ...parts.map((branch) => ({
      heading: branch.holds,
      lines: new Drawing(branch, sizeOf(branch) <= READABLE).lines,
    })),
  ];
}

/** A branch and all below it. What has a chart of its own is only counted. */
class Drawing {
  readonly lines: string[] = [SPACING, 'flowchart LR'];

  constructor(
    top: Branch,
    private readonly detailed: boolean,
    private readonly apart: ReadonlySet<Branch> = new Set(),
  ) {
    this.lines.push(`n${this.#node(top)}`);
    this.#below(top, 'n');
  }

  #below({ branches, causes }: Branch, id: string): void {
    for (const [index, branch] of branches.entries()) {
      const next = `${id}_${index + 1}`;
      this.lines.push(`${id} -->|${quoted(branch.holds)}| ${next}${this.#node(branch)}`);
      if (!this.apart.has(branch)) this.#below(branch, next);
    }
    if (causes.length < 2) return;
    for (const [index, cause] of causes.entries())
      this.lines.push(`${id} --> ${id}_${index + 1}${this.#leaf(cause)}`);
  }

  #node(branch: Branch): string {
    const [only, ...others] = branch.causes;
    if (this.apart.has(branch)) return `(${quoted(`${sizeOf(branch)} causes, see below`)})`;
    if (only && others.length === 0) return this.#leaf(only);
    return `{{${quoted(branch.asks || 'Which one fits?')}}}`;
  }

  #leaf({ id, title, first, again }: Leaf): string {
    const details = this.detailed ? [clipped(first), `Send again: ${again}`] : [];
    const lines = [`<b>${escaped(title)}</b>`, ...[id, ...details].map(escaped)];
    return `["${lines.join('<br>')}"]`;
  }
}

function clipped(text: string): string {
  if (text.length <= CLIP) return text;
  return `${text.slice(0, text.lastIndexOf(' ', CLIP)).replace(/[\s,;:.]+$/, '')} …`;
}

/**
 * Text as a quoted label. All but harmless characters become the entities of Mermaid (`#34;`), so that neither a
 * quote, a comment, a directive, Markdown nor HTML can be made of a stranger's words.
 */
function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return stripControls(text, 'join').replace(
    /[^\p{L}\p{N}\p{M} ,.()/?!'+=…–—-]|(?<=^\d*)[.)]|^[+-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
