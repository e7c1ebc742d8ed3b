import type { SecretRemark } from './secret-hygiene.js';

/** A remark about a secret as what follows "The secret": `starts with a space`. */
export function remarkWords(remark: SecretRemark): string {
  switch (remark.is) {
    case 'placeholder':
      return 'is a placeholder that somebody forgot to replace';
    case 'repeated':
      return 'is one character many times over';
    case 'byte-order-mark':
      return 'starts with a byte-order mark: its file was saved as "UTF-8 with BOM"';
    case 'utf-16':
      return 'is written in UTF-16, two bytes for each character';
    case 'json-web-token':
      return 'looks like a JSON Web Token, which is no signing secret';
    case 'edge-space':
      return `${remark.at}s with white space (${remark.characters.join(', ')})`;
    case 'line-breaks':
      return `has ${counted(remark.count, 'line break')} in the middle`;
    case 'non-ascii':
      return `has ${counted(remark.count, 'character')} beyond ASCII, of which each program must make the same bytes`;
    case 'control':
      return `has ${counted(remark.count, 'control character')}`;
    case 'invisible':
      return `has characters that cannot be seen (${remark.characters.join(', ')})`;
    case 'quotes':
      return remark.around
        ? `stands in quotes (${remark.character}), which are signed with it`
        : `has a quote (${remark.character}) at one end, as if it were cut`;
    case 'short':
      return `has ${remark.length} characters where at least ${remark.documented} are documented; a # or a $ in it may have cut it`;
    case 'other-kind':
      return `starts with ${remark.prefix} like the ${remark.kind}`;
    case 'no-prefix':
      return `does not start with ${remark.documented.join(' or ')} as documented`;
    case 'other-environment':
      return `belongs to the environment ${remark.of}, but ${remark.called} was called`;
    case 'pem':
      return `is a PEM file (${remark.label})${remark.expected ? '' : ', but the scheme takes a shared secret'}`;
    case 'hex':
    case 'base64':
    case 'base64url':
      return `looks like ${remark.is} of ${counted(remark.bytes, 'byte')}${usedAs(remark.documented)}`;
    case 'not-as-documented':
      return `is not written in ${remark.documented} as documented`;
    case 'newline-stripped':
      return `ended in ${remark.newline === 'LF' ? 'a line break' : 'CR LF'} in its file, which was left out`;
  }
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function usedAs(documented: 'hex' | 'base64' | 'text' | undefined): string {
  if (documented === undefined) return '';
  return documented === 'text' ? '; it is used as text, undecoded' : `; ${documented} is documented`;
}
