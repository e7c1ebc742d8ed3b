/**
 * A whole number as people write it: `12,300`. What Node has for this loads tables of all languages first, which takes
 * longer than most reports.
 */
export function figure(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
