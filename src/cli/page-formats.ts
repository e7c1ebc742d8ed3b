/** Forms in which a page of `errdoctor explain` is printed. */
export const PAGE_FORMATS: readonly string[] = ['text', 'markdown'];
