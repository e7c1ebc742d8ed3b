import { hidesCharacters, stripControls } from '../report/strip-controls.js';
import type { Document, Node, YAMLMap } from '../yaml.js';
import { readPlainFile } from './read-plain-file.js';

/** A fault in a YAML file, with its place. */
export interface Finding extends FilePlace {
  readonly says: string;
}

/** Line and column start at 1, and are 1 where the file as a whole is meant. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where in its file a member stands; of a member that is missing, the innermost one around it. */
export type PlaceOf = (keys: readonly (string | number)[]) => FilePlace;

export interface YamlFile {
  readonly value: unknown;
  readonly placeOf: PlaceOf;
}

/** Three times the largest that was ever written by hand. */
const LARGEST = 64 * 1024;
/** Collections and their members count as one level each. */
const DEEPEST = 80;
const TOO_DEEP = 'is nested too deeply';

/**
 * Reads a YAML file that a stranger may have written. Only plain data comes out: tags and aliases are refused (a few
 * lines of aliases expand to gigabytes), and so is text with characters that do not show or that steer a terminal.
 *
 * @returns undefined when there is a fault; the faults are appended to `findings`
 */
export async function readYaml(path: string, findings: Finding[]): Promise<YamlFile | undefined> {
  const content = readPlainFile(path, LARGEST);
  if ('text' in content) return readYamlText(content.text, path, findings);
  findings.push({ file: stripControls(path, 'join'), line: 1, column: 1, says: content.says });
  return undefined;
}

/** The same of a text that was read already; the caller bounds its size. */
export async function readYamlText(
  text: string,
  name: string,
  findings: Finding[],
): Promise<YamlFile | undefined> {
  const file = stripControls(name, 'join');
  const found: Finding[] = [];
  const complain = (says: string, place: FilePlace = { file, line: 1, column: 1 }) => {
    found.push({ ...place, says: stripControls(says, 'join') });
  };
  const value = await parse(text, file, complain, () => found.length > 0);
  findings.push(...found.slice(0, 3));
  return found.length > 0 ? undefined : value;
}

async function parse(
  text: string,
  file: string,
  complain: (says: string, place?: FilePlace) => void,
  isFaulty: () => boolean,
): Promise<YamlFile | undefined> {
  const hidden = text.split('\n').findIndex(hidesCharacters);
  if (hidden >= 0) complain(HIDDEN, { file, line: hidden + 1, column: 1 });

  const { LineCounter, parseDocument, visit } = await import('../yaml.js');
  const lines = new LineCounter();
  const placeAt = (offset: number): FilePlace => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const at = (node: Pick<Node, 'range'>) => placeAt(node.range?.[0] ?? 0);
  try {
    // Equal keys are looked for here: the parser compares every key with every other.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    for (const { code, message, pos } of [...document.errors, ...document.warnings])
      complain(code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : message, placeAt(pos[0]));
    visit(document, {
      Alias: (_, alias) => complain(`uses the alias *${alias.source}; write the value out`, at(alias)),
      Map: (_, map, path) => {
        if (path.length > DEEPEST) complain(TOO_DEEP, at(map));
        const repeated = repeatedKey(map);
        if (repeated) complain(`has two members named ${repeated}`, at(map));
        if (map.items.some(({ key }) => key !== null && typeof key === 'object' && 'items' in key))
          complain('names are plain words', at(map));
        return path.length > DEEPEST ? visit.BREAK : undefined;
      },
      Seq: (_, sequence, path) => {
        if (path.length <= DEEPEST) return undefined;
        complain(TOO_DEEP, at(sequence));
        return visit.BREAK;
      },
      Scalar: (key, scalar) => {
        if (typeof scalar.value !== 'string') return;
        if (hidesCharacters(scalar.value) || scalar.value.includes('\r')) complain(HIDDEN, at(scalar));
        if (key === 'key' && scalar.value === '__proto__')
          complain('no member can be named __proto__', at(scalar));
      },
    });
    const placeOf: PlaceOf = (keys) => placeAt(startOf(document, keys));
    return isFaulty() ? undefined : { value: document.toJS({ maxAliasCount: 0 }), placeOf };
  } catch (error) {
    // The parser calls itself for each level and gives up at some depth; so does what follows an alias.
    complain(error instanceof RangeError ? TOO_DEEP : (error as Error).message);
    return undefined;
  }
}

const HIDDEN = 'holds a character that does not show';

function repeatedKey({ items }: YAMLMap): string | undefined {
  const seen = new Set<string>();
  for (const { key } of items) {
    const name = String(key);
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

function startOf(document: Document, keys: readonly (string | number)[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
