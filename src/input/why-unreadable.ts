/**
 * Why a file cannot be read, as a sentence.
 *
 * @param meant the name of another file that was perhaps meant
 */
export function whyUnreadable(name: string, error: NodeJS.ErrnoException, meant?: string): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file ${name}.${meant ? ` Did you mean ${meant}?` : ''}`;
    case 'EISDIR':
      return `${name} is a folder; name the captures in it.`;
    case 'EACCES':
    case 'EPERM':
      return `${name} may not be read by this user: permission denied.`;
    case 'ERR_FS_FILE_TOO_LARGE':
      return `${name} is larger than 2 GiB, more than can be read at once; cut it into pieces.`;
    default:
      return `${name} could not be read (${error.code ?? error.message}).`;
  }
}
