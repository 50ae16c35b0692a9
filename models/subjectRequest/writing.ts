import { needed } from '../../domain/lifecycle/needed.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Sending } from './changeTools.ts';
import { keepWords } from './decide.ts';
import { noteRead } from './reading.ts';

/** Writes to the person by email or post. It is no answer in law and stops no deadline. */
export function writeMessage(desk: Desk, by: By, target: Target, input: { text: string; sending: Sending }) {
  return change(desk, by, target, 'write-message', async (it) => {
    const text = needed('write-message', 'text', input.text);
    const letter = await it.write('message', { text }, input.sending);
    await keepWords(it, letter.id, input.sending);
    it.tell('message-written', { letter: letter.id });
    noteRead(it);
  });
}
