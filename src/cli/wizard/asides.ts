import type { Aside } from './prompts.js';

/** The key and the words of what every step offers besides its answers, in the order they are shown. */
export const asideKeys: Readonly<Record<Aside, { readonly key: string; readonly say: string }>> = {
  unknown: { key: 'd', say: "don't know" },
  why: { key: '?', say: 'why do you ask' },
  back: { key: 'b', say: 'back' },
  paste: { key: 'p', say: 'paste more' },
  quit: { key: 'q', say: 'quit' },
};

/** Whether a key means something in every list, so that no choice can have it. */
export function isTakenKey(key: string): boolean {
  return /^[jk\d]$/.test(key) || asideOf(key, order) !== undefined;
}

const order = Object.keys(asideKeys) as Aside[];

/** Those offered, in one order everywhere. */
export function sortAsides(offered: readonly Aside[]): Aside[] {
  return order.filter((aside) => offered.includes(aside));
}

/** What a key stands for, with Shift too; undefined where it is none of those offered. */
export function asideOf(key: string | undefined, offered: readonly Aside[]): Aside | undefined {
  return offered.find((aside) => asideKeys[aside].key === key?.toLowerCase());
}
