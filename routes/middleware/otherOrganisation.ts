import { Refusal } from './refusal.ts';

/** The form belongs to another organisation than the one that it would be written to. Nothing is written in either. */
export class OtherOrganisation extends Refusal {
  /** The form's organisation. */
  readonly organisationId: number;

  constructor(organisationId: number) {
    super(409);
    this.organisationId = organisationId;
  }
}
