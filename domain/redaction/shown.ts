/** Which part of a file a person sees there: a page of a PDF, a sheet of a workbook, what stands at the edge or the end of a page, words in shapes. */
export type ShownPlace = 'header' | 'footer' | 'notes' | 'shapes' | { page: number } | { sheet: string };

/** A part of a file as a person sees it: text, or a table. The rows of a sheet begin with their number, and `columns` names its columns. */
export type ShownPart = { place?: ShownPlace } & (
  | { text: string }
  | { rows: readonly (readonly string[])[]; columns?: readonly string[] }
);

/** What a look at a file shows; cut where there is more than one looks at. */
export type FileView = { parts: ShownPart[]; isCut: boolean };
