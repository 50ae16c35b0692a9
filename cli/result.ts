/** What a command leaves behind; docs/running-it.md says what each exit code means. */
export type CommandResult = { exitCode: number; stdout?: string; stderr?: string };

export const EXIT = { done: 0, no: 1, usage: 2, unreadable: 65, configuration: 78 } as const;

/** It ran; with `--json` one JSON value, else sentences. */
export const done = (json: boolean | undefined, value: unknown, lines: string[]): CommandResult => ({
  exitCode: EXIT.done,
  stdout: json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`,
});

/** One line on stderr. */
export const failed = (exitCode: number, line: string): CommandResult => ({
  exitCode,
  stderr: `${line.replace(/\s*\n\s*/g, ' ').trim()}\n`,
});

/** The command was not written as it is meant to be. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUsage';
  }
}

/** Input that is there and cannot be read: not JSON, not the shape that was asked for. */
export class UnreadableInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableInput';
  }
}
