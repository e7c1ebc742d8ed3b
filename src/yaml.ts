/** The YAML library; large, so it is loaded by `import()` alone. */
export { LineCounter, parseDocument, stringify, visit } from 'yaml';
export type { Alias, Document, Node, Pair, YAMLMap } from 'yaml';
