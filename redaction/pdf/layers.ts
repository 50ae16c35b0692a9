import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';

const nameOf = (key: string) => PDFName.of(key);

function settingsOf(pdf: PDFDocument): { properties: PDFDict; settings: PDFDict } | undefined {
  const properties = pdf.catalog.lookup(nameOf('OCProperties'));
  if (!(properties instanceof PDFDict)) return undefined;
  const settings = properties.lookup(nameOf('D'));
  return settings instanceof PDFDict ? { properties, settings } : undefined;
}

/** Whether the file has layers that are not shown: they would be if nothing said that they are not. */
export function hiddenLayers(pdf: PDFDocument): boolean {
  const found = settingsOf(pdf);
  if (!found) return false;
  const off = found.settings.lookup(nameOf('OFF'));
  const base = found.settings.get(nameOf('BaseState'));
  return (off instanceof PDFArray && off.size() > 0) || base === nameOf('OFF');
}

/** Keeps which layers are shown, and nothing else of them. */
export function plainLayers(pdf: PDFDocument): void {
  const found = settingsOf(pdf);
  if (!found) return;
  const kept: Record<string, PDFObject> = {};
  for (const key of ['OFF', 'ON', 'BaseState']) {
    const value = found.settings.get(nameOf(key));
    if (value) kept[key] = value;
  }
  const groups = found.properties.get(nameOf('OCGs'));
  const plain = pdf.context.obj({ D: pdf.context.obj(kept), ...(groups ? { OCGs: groups } : {}) });
  pdf.catalog.set(nameOf('OCProperties'), plain);
}
