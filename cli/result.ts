/** The result of a command; docs/running-it.md lists the exit codes. */
export type CommandResult = { exitCode: number; stdout?: string; stderr?: string };

export const EXIT = { done: 0, no: 1, usage: 2, unreadable: 65, configuration: 78 } as const;

/** Success: one JSON value with `--json`, otherwise sentences. */
export const done = (json: boolean | undefined, value: unknown, lines: string[]): CommandResult => ({
  exitCode: EXIT.done,
  stdout: json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`,
});

/** Failure: one line on stderr. */
export const failed = (exitCode: number, line: string): CommandResult => ({
  exitCode,
  stderr: `${line.replace(/\s*\n\s*/g, ' ').trim()}\n`,
});

/** The command's arguments are wrong. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUsage';
  }
}

/** The input exists but cannot be read: not JSON, or not of the expected shape. */
export class UnreadableInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableInput';
  }
}
