import type { Command } from './command.js';

/** What `errdoctor --help` prints. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: errdoctor [file|-|word]
       errdoctor <command> [arguments] [options]

A doctor for failed API calls: reads a captured exchange, says what went wrong and what to do.
A file or a pipe is analyzed; the id of a cause, an error code or a message is explained.

Commands:
${list.join('\n')}

Examples:
  curl -sS -v https://api.example.com/v1/things 2>&1 | errdoctor
  errdoctor session.har
  errdoctor response.json --status 403
  errdoctor explain http/unauthorized

"errdoctor help <command>" shows the options of a command, "errdoctor --version" the version.
`;
}
