import type { Request, Response } from 'express';
import { Refusal } from './refusal.ts';

/** What all forms that are read or worked on may keep in memory of their texts, together. A form as people send it is one or two KiB. */
const MOST = 48 * 1024 * 1024;

/** A form whose texts arrive. */
export type Arriving = {
  /** So many bytes of it came. */
  goesOn(bytes: number): void;
  /** What comes next waits for us, not for whoever sends it. */
  waitsForUs(): void;
  /** All of it is here. It stays in memory until it is answered. */
  arrived(): void;
};

type WaitingForm = { bytes: number; refuse: (why: Refusal) => void };

/**
 * Room for the texts of forms, of all connections together: `bytes` is the most that this form may take. When there is none left,
 * the form that has been silent for longest is refused with 503: whoever promises a form and keeps it back makes room for those
 * who send theirs. Only when all the others are here already is it the newcomer that is told to come again.
 */
export function textMemory(most = MOST) {
  /** The one that has been silent for longest comes first. */
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

/** Of this process. */
export const roomForTexts = textMemory();

/** How long we go on reading, and forgetting, what still comes of a form that has its answer, in milliseconds. */
const LINGER = 5000;

/**
 * Ends the connection of a form that was answered before all of it came. Not at once: a browser that is still sending would
 * lose the page that tells it why. What comes meanwhile is not kept.
 */
export function endUnread(request: Request, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    const cut = setTimeout(() => request.socket.destroy(), LINGER);
    request.once('close', () => clearTimeout(cut));
  });
}
