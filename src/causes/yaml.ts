/** What is used of the YAML parser: a file of its own in the library, which the command line loads as well. */
export { LineCounter, parseDocument, visit } from 'yaml';
export type { Document, Node, YAMLMap } from 'yaml';
