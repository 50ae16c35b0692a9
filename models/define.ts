import type { Sequelize } from 'sequelize';
import { defineAnswerPackage } from './answerPackage.ts';
import { defineAttachment } from './attachment.ts';
import { defineCode } from './code.ts';
import { defineDeadlineRow } from './deadline.ts';
import { defineDraft } from './draft.ts';
import { defineDraftFile } from './draftFile.ts';
import { defineEvent } from './event.ts';
import { defineFact } from './fact.ts';
import { defineFileContent } from './fileContent.ts';
import { defineInvitation } from './invitation.ts';
import { defineLastBackup } from './lastBackup.ts';
import { defineLetter } from './letter.ts';
import { defineMailPath } from './mailPath.ts';
import { defineMembership } from './membership.ts';
import { defineOrganisation } from './organisation.ts';
import { defineOrganisationPolicy } from './organisationPolicy.ts';
import { definePolicyRecord } from './policyRecord.ts';
import { defineSession } from './session.ts';
import { defineSettingsChange } from './settingsChange.ts';
import { defineSubjectRequest } from './subjectRequest.ts';
import { defineSubmission } from './submission.ts';
import { defineUser } from './user.ts';

/** Binds the models to a database. Once per process, because the classes are shared. */
export function defineModels(database: Sequelize): void {
  defineAnswerPackage(database);
  defineAttachment(database);
  defineCode(database);
  defineDeadlineRow(database);
  defineDraft(database);
  defineDraftFile(database);
  defineEvent(database);
  defineFact(database);
  defineFileContent(database);
  defineInvitation(database);
  defineLastBackup(database);
  defineLetter(database);
  defineMailPath(database);
  defineMembership(database);
  defineOrganisation(database);
  defineOrganisationPolicy(database);
  definePolicyRecord(database);
  defineSession(database);
  defineSettingsChange(database);
  defineSubjectRequest(database);
  defineSubmission(database);
  defineUser(database);
}
