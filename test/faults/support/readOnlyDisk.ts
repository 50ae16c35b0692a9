import { execFileSync } from 'node:child_process';

/** Makes the disk of a folder take no writes, whoever asks: a mount of the folder on itself. Gives how to undo it; nothing where it may not. */
export function readOnlyDisk(folder: string): (() => void) | undefined {
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });
  try {
    mount('--bind', folder, folder);
  } catch {
    return undefined;
  }
  const undo = () => {
    process.off('exit', undo);
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  };
  process.once('exit', undo);
  mount('-o', 'remount,ro,bind', folder);
  return undo;
}
