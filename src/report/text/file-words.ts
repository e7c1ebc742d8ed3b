/** How people call an input: `-` is what programs call standard input. */
export function fileWords(file: string): string {
  return file === '-' ? 'stdin' : file;
}
