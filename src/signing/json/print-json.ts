import type { JsonArray, JsonNode, JsonObject, JsonScalar } from './read-json.js';

/** Where a printer puts white space. */
export interface Layout {
  readonly comma: string;
  readonly colon: string;
  /** Each item on a line of its own, indented by this text for each container around it. */
  readonly indent?: string;
  readonly lineBreak?: '\r\n';
  /** Arrays stay on their line, and brackets have a space inside: Jackson. */
  readonly padded?: true;
  readonly end?: string;
}

export interface TokenStyle {
  /** The token anew. */
  write(token: string): string;
  /** Whether tokens that other printers write alike change too. */
  readonly every?: true;
}

/** The indexes of the members to print, in order; undefined for all of them as they are. */
export type MemberOrder = (object: JsonObject) => readonly number[] | undefined;

/** How a program prints JSON; tokens and members without a style stay as they are. */
export interface PrintStyle {
  readonly layout: Layout;
  readonly order?: MemberOrder;
  readonly string?: TokenStyle;
  readonly number?: TokenStyle;
  readonly literal?: TokenStyle;
  readonly emptyObject?: string;
}

interface Frame {
  readonly node: JsonArray | JsonObject;
  readonly order: readonly number[] | undefined;
  /** How far items are indented. */
  readonly level: number;
  readonly open: string;
  readonly between: string;
  readonly close: string;
  next: number;
}

/** The text that a program prints for a JSON value; without recursion. */
export function printJson(root: JsonNode, style: PrintStyle): string {
  const { layout } = style;
  const frames: Frame[] = [];
  const out = new Text();
  let node = root;
  for (;;) {
    if (node.is === 'array' || node.is === 'object') {
      if (node.items.length === 0) out.add(empty(node, style));
      else {
        const frame = frameOf(node, style, frames.at(-1)?.level ?? 0);
        out.add(frame.open);
        frames.push(frame);
      }
    } else out.add(writeToken(node, style));

    for (;;) {
      const frame = frames.at(-1);
      if (!frame) return out.end(layout.end ?? '');
      const index = frame.order ? frame.order[frame.next] : frame.next;
      const item = index === undefined ? undefined : frame.node.items[index];
      if (item) {
        if (frame.next++ > 0) out.add(frame.between);
        if (frame.node.is === 'object') {
          out.add(writeToken(frame.node.names[index as number] as JsonScalar, style));
          out.add(layout.colon);
        }
        node = item;
        break;
      }
      out.add(frame.close);
      frames.pop();
    }
  }
}

/** A text put together from very many pieces, joined now and then: one long chain of pieces is slow to collect. */
class Text {
  #pieces: string[] = [];
  readonly #joined: string[] = [];

  add(piece: string): void {
    if (this.#pieces.push(piece) < 10_000) return;
    this.#joined.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  end(piece: string): string {
    return this.#joined.join('') + this.#pieces.join('') + piece;
  }
}

function writeToken(node: JsonScalar, style: PrintStyle): string {
  const of = style[node.is];
  return !of || (node.plain && !of.every) ? node.token : of.write(node.token);
}

function empty(node: JsonArray | JsonObject, { layout, emptyObject }: PrintStyle): string {
  const inner = layout.padded ? ' ' : '';
  return node.is === 'array' ? `[${inner}]` : (emptyObject ?? `{${inner}}`);
}

function frameOf(node: JsonArray | JsonObject, { layout, order }: PrintStyle, level: number): Frame {
  if (layout.padded && node.is === 'array')
    return { node, order: undefined, level, open: '[ ', between: ', ', close: ' ]', next: 0 };
  const line = layout.indent === undefined ? '' : (layout.lineBreak ?? '\n') + layout.indent.repeat(level);
  const inner = line && line + layout.indent;
  return {
    node,
    order: node.is === 'object' ? order?.(node) : undefined,
    level: level + 1,
    open: (node.is === 'object' ? '{' : '[') + inner,
    between: layout.comma + inner,
    close: line + (node.is === 'object' ? '}' : ']'),
    next: 0,
  };
}
