import { createHmac } from 'node:crypto';
import { printsOf, VALUES_OF_RUN } from '../../domain/lifecycle/textPrint.ts';
import { insert } from '../database/insert.ts';
import type { Desk } from '../desk.ts';
import { TextPrint } from '../textPrint.ts';

type PrintedRequest = { request: { id: number; organisationId: number }; details: { about: string } };

/** Keeps the prints of what was written in each request of a receipt. The secret differs for each organisation: none finds another's texts. */
export async function keepPrints(desk: Desk, made: readonly PrintedRequest[]): Promise<void> {
  const rows = made.flatMap(({ request, details }) => {
    const { id: requestId, organisationId } = request;
    const secret = desk.keyring.token('text-print', String(organisationId));
    return printsOf(details.about, (run) => valuesOf(secret, run)).map((print, nth) => ({
      requestId,
      organisationId,
      print: `${nth}:${print}`,
    }));
  });
  if (rows.length > 0) await insert(TextPrint, rows);
}

function valuesOf(secret: string, run: string): number[] {
  const digest = createHmac('sha512', secret).update(run).digest();
  return Array.from({ length: VALUES_OF_RUN }, (_, nth) => digest.readUInt32BE(nth * 4));
}
