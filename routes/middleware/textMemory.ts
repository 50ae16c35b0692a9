import type { Request, Response } from 'express';
import { Refusal } from './refusal.ts';

/** The most memory for the texts of all forms being read or processed. A usual form is one or two KiB. */
const MOST = 48 * 1024 * 1024;

/** A form whose texts are arriving. */
export type Arriving = {
  /** Reports that bytes arrived. */
  goesOn(bytes: number): void;
  /** Reports that the form now waits for the desk, not for its sender. */
  waitsForUs(): void;
  /** Reports that it has arrived. It stays in memory until its response. */
  arrived(): void;
};

type WaitingForm = { bytes: number; refuse: (why: Refusal) => void };

/**
 * Reserves memory for the texts of forms, for all connections together: `bytes` is the most that this form may take. If
 * there is none left, the form that has been silent for longest is refused with 503, so that a sender who holds a form
 * back makes way for the others. If all others have arrived, the new one is refused.
 */
export function textMemory(most = MOST) {
  /** In order of silence, the longest first. */
  const arriving = new Set<WaitingForm>();
  let held = 0;

  return (response: Response, bytes: number, refuse: (why: Refusal) => void): Arriving => {
    const form: WaitingForm = { bytes, refuse };
    let isHeld = true;
    held += bytes;
    response.once('close', () => {
      arriving.delete(form);
      if (isHeld) held -= bytes;
      isHeld = false;
    });
    const giveUp = form.refuse;
    form.refuse = (why) => {
      arriving.delete(form);
      if (isHeld) held -= bytes;
      isHeld = false;
      giveUp(why);
    };
    arriving.add(form);
    for (const silent of arriving) {
      if (held <= most) break;
      silent.refuse(new Refusal(503));
    }
    return {
      goesOn: () => {
        if (arriving.delete(form)) arriving.add(form);
      },
      waitsForUs: () => {},
      arrived: () => void arriving.delete(form),
    };
  };
}

/** The instance of this process. */
export const roomForTexts = textMemory();

/** Milliseconds to go on reading and discarding the rest of a form that has been answered. */
const LINGER = 5000;

/**
 * Ends the connection of a form that was answered before all of it arrived. Not at once: a browser that is still
 * sending would lose the page that tells it why. The rest is discarded.
 */
export function endUnread(request: Request, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    const cut = setTimeout(() => request.socket.destroy(), LINGER);
    request.once('close', () => clearTimeout(cut));
  });
}
