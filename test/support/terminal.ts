import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { onTestFailed, onTestFinished } from 'vitest';
import { emptyFolder } from './empty-folder.js';

export interface TerminalSetting {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A program in a pseudo-terminal of its own, which `script` of util-linux opens, and the screen that a person would
 * see. What the program changed in the terminal and left so is known when it has ended.
 */
export class TerminalRun {
  readonly #folder = emptyFolder();
  readonly #script: ChildProcessWithoutNullStreams;
  readonly #screen: xterm.Terminal;
  readonly #ended: Promise<number>;
  readonly #waiting = new Set<() => void>();
  #bytes = '';
  #running = true;
  #cursorVisible = true;

  constructor(command: readonly string[], { columns = 80, rows = 24, cwd, env }: TerminalSetting = {}) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5_000 });
    this.#watchCursor();
    const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
    const words = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    // The shell outlives the program, also after Ctrl-C, to say in which state it left the terminal.
    const line = `trap : INT TERM; stty cols ${columns} rows ${rows}; tty > ${this.#file('tty')}
      sh -c 'echo $$ > ${this.#file('pid')}; exec "$@"' sh ${words}
      code=$?; stty -a > ${this.#file('stty')}; exit $code`;
    this.#script = spawn('script', ['-qfec', line, '/dev/null'], {
      cwd: cwd ?? this.#folder,
      env: { ...inherited, SHELL: '/bin/sh', TERM: 'xterm-256color', ...env },
    });
    this.#script.stdin.on('error', () => {});
    this.#script.stdout.on('data', (bytes: Buffer) => {
      this.#bytes += bytes.toString('latin1');
      this.#screen.write(bytes, () => this.#changed());
    });
    this.#screen.onData((answer) => this.#script.stdin.write(answer));
    this.#ended = new Promise((resolve, reject) => {
      this.#script.on('error', () =>
        reject(new Error('"script" of util-linux is not installed: these tests need a pseudo-terminal.')),
      );
      this.#script.on('close', (code) =>
        this.#screen.write('', () => {
          this.#running = false;
          this.#changed();
          resolve(code ?? -1);
        }),
      );
    });
    // Whoever waits for the end is told; others must not fail for it.
    this.#ended.catch(() => {});
    onTestFailed(() => {
      console.error(`The terminal showed:\n${this.screen().join('\n')}`);
    });
    onTestFinished(() => {
      this.#script.kill('SIGKILL');
    });
  }

  /** Presses keys: text as it would be typed, control characters and escape sequences included. */
  type(keys: string): void {
    this.#script.stdin.write(keys);
  }

  /** Pastes as terminals do: in brackets where the program asked for them, with carriage returns for line ends. */
  paste(text: string): void {
    const keys = text.replace(/\r?\n/g, '\r');
    this.type(this.#screen.modes.bracketedPasteMode ? `\x1b[200~${keys}\x1b[201~` : keys);
  }

  /**
   * Waits until the screen shows a text.
   *
   * @throws Error when the program ends without showing it, with what the screen shows instead
   */
  async shows(text: string | RegExp): Promise<void> {
    const shown = () => {
      const all = this.screen().join('\n');
      return typeof text === 'string' ? all.includes(text) : text.test(all);
    };
    while (!shown()) {
      if (!this.#running)
        throw new Error(`The program ended and never showed ${text}:\n${this.screen().join('\n')}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** The lines on the screen and above it, without the empty ones at the end. */
  screen(): string[] {
    const { active } = this.#screen.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString().trimEnd() ?? '',
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  /** All that was written, a character a byte. */
  get bytes(): string {
    return this.#bytes;
  }

  get cursorVisible(): boolean {
    return this.#cursorVisible;
  }

  get bracketedPaste(): boolean {
    return this.#screen.modes.bracketedPasteMode;
  }

  /** Another size, as when a window is pulled. */
  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    execFileSync('stty', ['-F', this.#read('tty'), 'cols', String(columns), 'rows', String(rows)]);
  }

  /** Sends a signal to the program itself. */
  kill(signal: NodeJS.Signals): void {
    process.kill(Number(this.#read('pid')), signal);
  }

  /** The exit code, 128 and more for a signal. */
  ended(): Promise<number> {
    return this.#ended;
  }

  /** The settings that the program left behind, as `stty -a` lists them. Only once it has ended. */
  leftSettings(): string[] {
    return this.#read('stty').split(/[;\s]+/);
  }

  #watchCursor(): void {
    const on = (final: string, visible: boolean) =>
      this.#screen.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
        if (modes.includes(25)) this.#cursorVisible = visible;
        return false;
      });
    on('h', true);
    on('l', false);
  }

  #changed(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }

  #read(name: string): string {
    return readFileSync(this.#file(name), 'utf8').trim();
  }
}
