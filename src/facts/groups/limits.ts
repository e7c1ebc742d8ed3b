import { defineFacts, known, notCollected } from '../fact.js';

/** What the limits of the pack say of one cause; a rule of its own reads them in texts and variants. */
export default defineFacts({
  'limits.*': {
    means:
      'a documented limit that leads to this cause of the pack: `<cause>.state` (`broken` or `kept`), `.left` and `.right` (what was sent and what is allowed), `.gap` (by how much they differ), `.field`, `.keyword`, `.says`',
    get: (context, name) => {
      const [cause = '', part = ''] = name.split('.');
      const found = context.limits.of(`${context.pack?.id}/${cause}`);
      const check = found?.broken[0] ?? found?.kept[0];
      if (!check)
        return notCollected(
          'the request against the documented limits',
          'capture the whole request: curl --trace - --trace-time …',
        );
      if (part === 'state') return known(check.kept ? 'kept' : 'broken', check.at);
      if (part === 'says') return known(check.says(), check.at);
      const value: unknown = Object.hasOwn(PARTS, part) ? check[part as keyof typeof PARTS] : undefined;
      return known(value, check.at);
    },
    says: (_value, context, name) => {
      const found = context.limits.of(`${context.pack?.id}/${name.split('.')[0]}`);
      return (found?.broken[0] ?? found?.kept[0])?.says() ?? '';
    },
  },
});

const PARTS = { left: true, right: true, gap: true, field: true, keyword: true } as const;
