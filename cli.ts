import { runCommand } from './cli/run.ts';

const { exitCode, stdout, stderr } = await runCommand(process.argv.slice(2));
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1)); // `| head` has read enough
if (stdout) process.stdout.write(stdout);
if (stderr) process.stderr.write(stderr);
process.exitCode = exitCode;
