import { stripControls } from '../strip-controls.js';
import { type Branch, type Leaf, sizeOf } from './flow.js';

/** A chart with more causes is no longer read at the width of a page: it is split. */
const READABLE = 12;

/** In a chart with more causes only their names are drawn. */
const DETAILED = 30;

/** So many causes of a chart below are named where it begins. */
const NAMED = 5;

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

/** A flow as charts: one, or for a large one an overview and a chart for each branch with several causes. */
export function flowCharts(flow: Branch): Chart[] {
  if (sizeOf(flow) <= READABLE) return [{ heading: '', lines: drawn(flow) }];
  const ways = flow.branches.flatMap((branch) =>
    fallsApart(branch)
      ? branch.branches.map((below) => ({
          asks: branch.asks,
          holds: `${branch.holds}, ${below.holds}`,
          below,
        }))
      : [{ asks: flow.asks, holds: branch.holds, below: branch }],
  );
  const parts = ways.filter(({ below }) => sizeOf(below) > 1);
  const overview = { ...flow, branches: ways.map(({ holds, below }) => ({ ...below, holds })) };
  const apart = new Set(overview.branches.filter((branch) => sizeOf(branch) > 1));
  return [
    { heading: '', lines: drawn(overview, apart) },
    ...parts.map(({ asks, below }) => ({ heading: `${asks} ${below.holds}`, lines: drawn(below) })),
  ];
}

/** Whether most of a large branch stands in branches that are worth a chart. */
function fallsApart(branch: Branch): boolean {
  const large = branch.branches.filter((below) => sizeOf(below) > 1);
  const held = large.reduce((sum, below) => sum + sizeOf(below), 0);
  return sizeOf(branch) > READABLE && held * 2 > sizeOf(branch);
}

function drawn(branch: Branch, apart: ReadonlySet<Branch> = new Set()): readonly string[] {
  return new Drawing(branch, apart).lines;
}

/** A branch and all below it. What has a chart of its own is only named or counted. */
class Drawing {
  readonly lines: string[] = [SPACING, 'flowchart LR'];
  readonly #detailed: boolean;

  constructor(
    top: Branch,
    private readonly apart: ReadonlySet<Branch>,
  ) {
    this.#detailed = sizeOf(top) <= DETAILED || apart.size > 0;
    this.lines.push(`n${this.#node(top)}`);
    this.#below(top, 'n');
  }

  #below({ branches, causes }: Branch, id: string): void {
    for (const [index, branch] of branches.entries()) {
      const next = `${id}_${index + 1}`;
      this.lines.push(`${id} -->|${quoted(escaped(branch.holds))}| ${next}${this.#node(branch)}`);
      if (!this.apart.has(branch)) this.#below(branch, next);
    }
    if (causes.length < 2) return;
    for (const [index, cause] of causes.entries())
      this.lines.push(`${id} --> ${id}_${index + 1}${this.#leaf(cause)}`);
  }

  #node(branch: Branch): string {
    const [only, ...others] = branch.causes;
    if (this.apart.has(branch)) return `(${summary(branch)})`;
    if (only && others.length === 0) return this.#leaf(only);
    return `{{${quoted(escaped(branch.asks || 'Which one fits?'))}}}`;
  }

  #leaf({ id, title, first, again }: Leaf): string {
    const details = this.#detailed ? [clipped(first), `Send again: ${again}`] : [];
    return `[${quoted(`<b>${escaped(title)}</b>`, ...[id, ...details].map(escaped))}]`;
  }
}

/** What stands in the chart of a branch. */
function summary(branch: Branch): string {
  const titles = [...new Set(titlesOf(branch))];
  if (titles.length > NAMED) return quoted(`${titles.length} causes, see below`);
  return quoted(...titles.map((title) => escaped(`• ${title}`)), 'see below');
}

function titlesOf({ causes, branches }: Branch): string[] {
  return [...causes.map(({ title }) => title), ...branches.flatMap(titlesOf)];
}

function clipped(text: string): string {
  if (text.length <= CLIP) return text;
  return `${text.slice(0, text.lastIndexOf(' ', CLIP)).replace(/[\s,;:.]+$/, '')} …`;
}

/** Lines, each of them escaped, as a label. */
function quoted(...lines: readonly string[]): string {
  return `"${lines.join('<br>')}"`;
}

/**
 * All but harmless characters become the entities of Mermaid (`#34;`), so that neither a quote, a comment, a directive,
 * Markdown nor HTML can be made of a stranger's words; two dollar signs would begin a formula.
 */
function escaped(text: string): string {
  return stripControls(text, 'join')
    .replace(/\$(?=\$)/g, `$${NO_WIDTH}`)
    .replace(
      /[^\p{L}\p{N}\p{M} ,.()/?!'+=…•–—-]|(?<=^\d*)[.)]|^[+-]/gu,
      (character) => `#${character.codePointAt(0)};`,
    );
}

const NO_WIDTH = '\u200b';
