import type { Arithmetic } from '../limits/arithmetic.js';
import { isFileKind } from '../limits/file-kind.js';
import { formatOf } from '../limits/formats.js';
import type { Causes, Comparison, Schema } from '../limits/limits.js';
import type { PackSource } from './compile-packs.js';
import type { Keys, LintFinding } from './lint-finding.js';

/** Checks that limits lead to rules of the pack, and that formats, kinds of files and expressions are known. */
export function lintLimits(
  { id, settings, rules, placeOf }: PackSource,
  arithmetic: Arithmetic,
): LintFinding[] {
  const { limits } = settings;
  if (!limits) return [];
  const ids = new Set(rules.map((rule) => rule.id));
  const findings: LintFinding[] = [];
  const fault = (keys: Keys, says: string) =>
    findings.push({
      rule: id,
      at: placeOf?.(['limits', ...keys]),
      says: `limits.${keys.join('.')}: ${says}`,
    });
  const leadsTo = (cause: string | Causes | undefined, keys: Keys) => {
    for (const rule of typeof cause === 'string' ? [cause] : Object.values(cause ?? {}))
      if (!ids.has(rule)) fault(keys, `the pack has no rule ${rule}`);
  };
  const visit = (schema: Schema, keys: Keys): void => {
    leadsTo(schema.cause, [...keys, 'cause']);
    if (schema.format !== undefined && !formatOf(schema.format))
      fault([...keys, 'format'], `there is no format ${schema.format}`);
    for (const kind of schema.fileKinds ?? [])
      if (!isFileKind(kind)) fault([...keys, 'fileKinds'], `there is no kind of file ${kind}`);
    for (const [name, inner] of Object.entries(schema.properties ?? {}))
      visit(inner, [...keys, 'properties', name]);
    for (const name of ['additionalProperties', 'propertyNames', 'items', 'if', 'then'] as const) {
      const inner = schema[name];
      if (inner) visit(inner, [...keys, name]);
    }
  };
  const visitComparison = ({ left, right, cause }: Comparison, keys: Keys): void => {
    leadsTo(cause, [...keys, 'cause']);
    for (const [side, expression] of Object.entries({ left, right })) {
      const says = arithmetic.faultOf(expression);
      if (says) fault([...keys, side], says);
    }
  };
  leadsTo(limits.causes, ['causes']);
  limits.endpoints.forEach(({ body, query, headers, compare = [] }, index) => {
    const keys = ['endpoints', index];
    if (body) visit(body, [...keys, 'body']);
    if (query) visit(query, [...keys, 'query']);
    for (const [name, schema] of Object.entries(headers ?? {})) visit(schema, [...keys, 'headers', name]);
    for (const [place, comparison] of compare.entries())
      visitComparison(comparison, [...keys, 'compare', place]);
  });
  return findings;
}
