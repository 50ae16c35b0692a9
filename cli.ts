import { runCommand } from './cli/run.ts';

const { exitCode, stdout, stderr } = await runCommand(process.argv.slice(2));
if (stdout) process.stdout.write(stdout);
if (stderr) process.stderr.write(stderr);
process.exitCode = exitCode;
