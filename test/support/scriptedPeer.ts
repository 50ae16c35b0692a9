import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A scripted server's answer at a step: words, nothing at all, or the end of the connection. */
export type Answer = string | 'silence' | 'hang-up';
export type Script = Partial<Record<'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'dot', Answer>>;

const USUAL: Record<string, string> = {
  greeting: '220 peer.example.org',
  EHLO: '250 peer.example.org',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  dot: '250 taken',
  QUIT: '221 bye',
};

export type ScriptedPeer = {
  url: string;
  /** The number of whole letters it received, whatever it answered. */
  copies(): number;
  connections(): number;
  close(): Promise<void>;
};

/** A minimal SMTP server that misbehaves at one step as real ones may. The script can be changed meanwhile. */
export async function scriptedPeer(script: Script, port = 0): Promise<ScriptedPeer> {
  const sockets = new Set<Socket>();
  let [copies, connections] = [0, 0];
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    let [text, isLetter] = ['', false];
    const say = (step: string) => {
      const answer = script[step as keyof Script] ?? USUAL[step] ?? '502 unknown';
      if (answer === 'hang-up') socket.destroy();
      else if (answer !== 'silence') socket.write(`${answer}\r\n`);
      isLetter = step === 'DATA' && answer.startsWith('354');
    };
    const step = (line: string) => {
      if (!isLetter) return say(line.split(' ')[0]?.toUpperCase() ?? '');
      if (line !== '.') return;
      copies += 1;
      say('dot');
    };
    socket.on('data', (chunk) => {
      const lines = (text + chunk).split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) step(line);
    });
    say('greeting');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`,
    copies: () => copies,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
