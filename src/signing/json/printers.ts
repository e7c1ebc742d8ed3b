import type { Frequency } from '../mistake.js';
import {
  javaScriptOrder,
  jsonbOrder,
  lastWins,
  sortedByCodePoint,
  sortedByUnit,
  withoutNulls,
} from './member-orders.js';
import {
  dotNetNumbers,
  goNumbers,
  javaDoubles,
  javaNumbers,
  javaScriptNumbers,
  phpFractions,
  phpNumbers,
  pythonNumbers,
  rubyNumbers,
  typedNumbers,
} from './number-styles.js';
import type { Layout, PrintStyle } from './print-json.js';
import {
  goStrings,
  goStringsWithoutHtml,
  gsonStrings,
  jacksonStrings,
  leastEscapes,
  newtonsoftStrings,
  phpStrings,
  pythonStrings,
  railsStrings,
  systemTextStrings,
} from './string-styles.js';

/** A program that prints JSON. */
export interface Printer {
  /** As it is said to the user: `Python's json.dumps`. */
  readonly name: string;
  readonly often: Frequency;
  readonly style: PrintStyle;
}

const compact: Layout = { comma: ',', colon: ':' };
const compactLine: Layout = { ...compact, end: '\n' };
const spaced: Layout = { comma: ', ', colon: ': ' };
const indented = (indent: string): Layout => ({ comma: ',', colon: ': ', indent });
const two = indented('  ');
const four = indented('    ');
const tab = indented('\t');
const jacksonPretty: Layout = { comma: ',', colon: ' : ', indent: '  ', padded: true };

const javaScript = { order: javaScriptOrder, string: leastEscapes, number: javaScriptNumbers };
const python = { order: lastWins, string: pythonStrings, number: pythonNumbers };
const pythonUnicode = { ...python, string: leastEscapes };
const pythonSorted = { ...python, order: sortedByCodePoint };
const phpWith = (slashes: boolean, unicode: boolean) => ({
  order: lastWins,
  string: phpStrings({ slashes, unicode }),
  number: phpNumbers,
});
const php = phpWith(true, true);
const phpArray = (style: Omit<PrintStyle, 'layout'>) => ({ ...style, emptyObject: '[]' });
const goMap = { order: sortedByCodePoint, string: goStrings, number: goNumbers };
const goStruct = { string: goStrings, number: typedNumbers };
const ruby = { order: lastWins, string: leastEscapes, number: rubyNumbers };
const jackson = { order: lastWins, string: jacksonStrings, number: javaNumbers };
const systemText = { string: systemTextStrings };
const newtonsoft = { order: lastWins, string: newtonsoftStrings, number: dotNetNumbers };

const at =
  (often: Frequency) =>
  (name: string, layout: Layout, style: Omit<PrintStyle, 'layout'> = {}): Printer => ({
    name,
    often,
    style: { layout, ...style },
  });
const high = at('high');
const medium = at('medium');
const low = at('low');

/** Objects that were decoded to arrays: empty ones become lists. */
const arraysOfPhp = [
  low("PHP's json_encode of an array with JSON_UNESCAPED_SLASHES", compact, phpArray(phpWith(false, true))),
  low("PHP's json_encode of an array with JSON_UNESCAPED_UNICODE", compact, phpArray(phpWith(true, false))),
  low(
    "PHP's json_encode of an array with both JSON_UNESCAPED flags",
    compact,
    phpArray(phpWith(false, false)),
  ),
  low("PHP's json_encode of an array with JSON_PRESERVE_ZERO_FRACTION", compact, {
    ...phpArray(php),
    number: phpFractions,
  }),
  low("PHP's json_encode of an array with JSON_PRETTY_PRINT", four, phpArray(php)),
];

/** How common programs print JSON, the most common first: of those that print alike the first is named. */
export const printers: readonly Printer[] = [
  high("JavaScript's JSON.stringify", compact, javaScript),
  high("Python's json.dumps", spaced, python),
  high("PHP's json_encode", compact, php),
  medium("Python's json.dumps without spaces", compact, python),
  medium("Python's json.dumps with ensure_ascii=False", spaced, pythonUnicode),
  medium("Python's json.dumps with sort_keys", spaced, pythonSorted),
  medium("Python's json.dumps with sort_keys, without spaces", compact, pythonSorted),
  medium("PHP's json_encode with JSON_UNESCAPED_SLASHES", compact, phpWith(false, true)),
  medium("PHP's json_encode with JSON_UNESCAPED_UNICODE", compact, phpWith(true, false)),
  medium("PHP's json_encode with both JSON_UNESCAPED flags", compact, phpWith(false, false)),
  medium("PHP's json_encode of an array", compact, phpArray(php)),
  medium("Go's json.Marshal of a map", compact, goMap),
  medium("Go's json.Marshal of a struct", compact, goStruct),
  medium("Ruby's JSON.generate", compact, ruby),
  medium("Rails' to_json", compact, { ...ruby, string: railsStrings }),
  medium('Jackson', compact, jackson),
  medium('System.Text.Json', compact, systemText),
  medium('Newtonsoft.Json', compact, newtonsoft),
  medium('JSON.stringify with an indent of 2', two, javaScript),
  medium('JSON.stringify with an indent of 4', four, javaScript),
  medium('a minifier', compact),
  medium('JSON.stringify over sorted keys', compact, { ...javaScript, order: sortedByUnit }),
  low("Python's json.dumps with ensure_ascii=False, without spaces", compact, pythonUnicode),
  low('JSON.stringify with tabs', tab, javaScript),
  low("Python's json.dumps with an indent of 2", two, python),
  low("Python's json.dumps with an indent of 4", four, python),
  low("PHP's json_encode with JSON_PRETTY_PRINT", four, php),
  low("PHP's json_encode with JSON_PRESERVE_ZERO_FRACTION", compact, { ...php, number: phpFractions }),
  ...arraysOfPhp,
  low("Go's json.Encoder, with its line break", compactLine, goMap),
  low("Go's json.Encoder of a struct, with its line break", compactLine, goStruct),
  low("Go's json.Encoder without HTML escapes", compactLine, { ...goMap, string: goStringsWithoutHtml }),
  low("Go's json.MarshalIndent", two, goMap),
  low('Gson', compact, { order: withoutNulls, string: gsonStrings }),
  low('Gson over a Map', compact, { order: withoutNulls, string: gsonStrings, number: javaDoubles }),
  low("Jackson's pretty printer", jacksonPretty, jackson),
  low('System.Text.Json with WriteIndented', two, systemText),
  low('Newtonsoft.Json with Formatting.Indented', two, newtonsoft),
  low('Newtonsoft.Json, indented on Windows', { ...two, lineBreak: '\r\n' }, newtonsoft),
  low("PostgreSQL's jsonb", spaced, { order: jsonbOrder, string: leastEscapes }),
];
