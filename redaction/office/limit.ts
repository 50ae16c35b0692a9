/** The most signs, rows and columns that one look shows, and signs of one cell. */
export const MOST_SHOWN = { signs: 200_000, rows: 300, columns: 40, cell: 1000 } as const;

/** Counts what is shown, and whether something is not. */
export function shownLimit() {
  let [signs, isCut] = [0, false];
  return {
    /** As much of a text as may still be shown. */
    taken(text: string, most: number = MOST_SHOWN.signs): string {
      const room = Math.min(most, MOST_SHOWN.signs - signs);
      if (text.length > room) isCut = true;
      signs += Math.min(text.length, room);
      return text.length > room
        ? `${text.slice(0, Math.max(0, room)).replace(/[\ud800-\udbff]$/, '')}…`
        : text;
    },
    cut(): void {
      isCut = true;
    },
    isFull: () => signs >= MOST_SHOWN.signs,
    isCut: () => isCut,
  };
}
