import { Refusal } from './refusal.ts';

/** A form of another organisation than the one in which it would be written. Nothing is written, in neither. */
export class OtherOrganisation extends Refusal {
  /** The organisation that the form is of. */
  readonly organisationId: number;

  constructor(organisationId: number) {
    super(409);
    this.organisationId = organisationId;
  }
}
