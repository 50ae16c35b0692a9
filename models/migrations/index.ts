import type { Sequelize } from 'sequelize';
import { Umzug, type UmzugStorage } from 'umzug';
import { takeAdvisoryLock } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import * as organisationsAndStaff from './001-organisations-and-staff.ts';
import * as requests from './002-requests.ts';
import * as logLettersFiles from './003-log-letters-files.ts';
import * as policies from './004-policies.ts';
import * as declaredDays from './005-declared-days.ts';
import * as orderOfClosing from './006-order-of-closing.ts';
import * as rateLimits from './007-rate-limits.ts';
import * as clockOverrides from './008-clock-overrides.ts';
import * as requestCounts from './009-request-counts.ts';
import * as search from './011-search.ts';
import * as orderOfReceipt from './012-order-of-receipt.ts';
import * as keptPromises from './013-kept-promises.ts';
import * as toldByLetter from './014-told-by-letter.ts';
import * as messages from './015-messages.ts';
import * as records from './016-records.ts';
import * as formsOfABrowser from './017-forms-of-a-browser.ts';
import * as fileContents from './018-file-contents.ts';
import * as mailPath from './019-mail-path.ts';
import * as acceptedMemberships from './020-accepted-memberships.ts';
import * as arrivals from './021-arrivals.ts';
import * as linksOfAMailbox from './022-links-of-a-mailbox.ts';
import * as editions from './023-editions.ts';
import * as organisationPolicies from './024-organisation-policies.ts';
import * as foldedNames from './025-folded-names.ts';
import * as reminderDays from './026-reminder-days.ts';
import * as sameName from './027-same-name.ts';
import * as calendarsOfPolicies from './028-calendars-of-policies.ts';
import * as settingsChanges from './029-settings-changes.ts';
import * as waitingSince from './030-waiting-since.ts';
import * as lastBackup from './031-last-backup.ts';
import * as clientNames from './032-client-names.ts';
import * as thirdEdition from './033-third-edition.ts';
import * as kindsAndChains from './034-kinds-and-chains.ts';
import * as systems from './035-systems.ts';
import * as lastDrill from './036-last-drill.ts';
import * as tasks from './037-tasks.ts';
import * as taskCounts from './039-task-counts.ts';
import * as chase from './040-chase.ts';
import * as askedByHand from './041-asked-by-hand.ts';
import * as chaseIndex from './042-chase-index.ts';
import * as answerDrafts from './043-answer-drafts.ts';
import * as answerFiles from './044-answer-files.ts';
import * as answerWords from './047-answer-words.ts';
import * as plansOn from './048-plans-on.ts';
import * as transmissions from './049-transmissions.ts';
import * as lastRestore from './050-last-restore.ts';
import * as providersVisits from './052-providers-visits.ts';
import * as rests from './055-rests.ts';
import * as bulk from './056-bulk.ts';
import * as chaseIndexes from './057-chase-indexes.ts';
import * as typedAnswers from './058-typed-answers.ts';
import * as tasksStuck from './059-tasks-stuck.ts';
import * as chaseFrom from './062-chase-from.ts';
import * as today from './070-today.ts';
import * as absences from './071-absences.ts';
import * as calendarLinks from './072-calendar-links.ts';
import * as tags from './075-tags.ts';
import * as queueChoices from './076-queue-choices.ts';
import * as bulkUnderway from './077-bulk-underway.ts';
import * as countedEnds from './080-counted-ends.ts';
import * as worksheets from './090-worksheets.ts';
import * as personLinks from './091-person-links.ts';
import * as chaseInOrder from './092-chase-in-order.ts';
import * as letterTemplates from './093-letter-templates.ts';
import * as letterheads from './094-letterheads.ts';
import * as phrases from './095-phrases.ts';
import * as registerImports from './097-register-imports.ts';
import * as movedTasks from './100-moved-tasks.ts';
import * as textPrints from './101-text-prints.ts';
import { executedMigrations, pendingMigrations } from './pending.ts';

/** In order, each once, each in a transaction; names without extension, so that they mean the same everywhere. */
const migrations = [
  { name: '001-organisations-and-staff', up: organisationsAndStaff.up },
  { name: '002-requests', up: requests.up },
  { name: '003-log-letters-files', up: logLettersFiles.up },
  { name: '004-policies', up: policies.up },
  { name: '005-declared-days', up: declaredDays.up },
  { name: '006-order-of-closing', up: orderOfClosing.up },
  { name: '007-rate-limits', up: rateLimits.up },
  { name: '008-clock-overrides', up: clockOverrides.up },
  { name: '009-request-counts', up: requestCounts.up },
  { name: '011-search', up: search.up },
  { name: '012-order-of-receipt', up: orderOfReceipt.up },
  { name: '013-kept-promises', up: keptPromises.up },
  { name: '014-told-by-letter', up: toldByLetter.up },
  { name: '015-messages', up: messages.up },
  { name: '016-records', up: records.up },
  { name: '017-forms-of-a-browser', up: formsOfABrowser.up },
  { name: '018-file-contents', up: fileContents.up },
  { name: '019-mail-path', up: mailPath.up },
  { name: '020-accepted-memberships', up: acceptedMemberships.up },
  { name: '021-arrivals', up: arrivals.up },
  { name: '022-links-of-a-mailbox', up: linksOfAMailbox.up },
  { name: '023-editions', up: editions.up },
  { name: '024-organisation-policies', up: organisationPolicies.up },
  { name: '025-folded-names', up: foldedNames.up },
  { name: '026-reminder-days', up: reminderDays.up },
  { name: '027-same-name', up: sameName.up },
  { name: '028-calendars-of-policies', up: calendarsOfPolicies.up },
  { name: '029-settings-changes', up: settingsChanges.up },
  { name: '030-waiting-since', up: waitingSince.up },
  { name: '031-last-backup', up: lastBackup.up },
  { name: '032-client-names', up: clientNames.up },
  { name: '033-third-edition', up: thirdEdition.up },
  { name: '034-kinds-and-chains', up: kindsAndChains.up },
  { name: '035-systems', up: systems.up },
  { name: '036-last-drill', up: lastDrill.up },
  { name: '037-tasks', up: tasks.up },
  { name: '039-task-counts', up: taskCounts.up },
  { name: '040-chase', up: chase.up },
  { name: '041-asked-by-hand', up: askedByHand.up },
  { name: '042-chase-index', up: chaseIndex.up },
  { name: '043-answer-drafts', up: answerDrafts.up },
  { name: '044-answer-files', up: answerFiles.up },
  { name: '047-answer-words', up: answerWords.up },
  { name: '048-plans-on', up: plansOn.up },
  { name: '049-transmissions', up: transmissions.up },
  { name: '050-last-restore', up: lastRestore.up },
  { name: '052-providers-visits', up: providersVisits.up },
  { name: '055-rests', up: rests.up },
  { name: '056-bulk', up: bulk.up },
  { name: '057-chase-indexes', up: chaseIndexes.up },
  { name: '058-typed-answers', up: typedAnswers.up },
  { name: '059-tasks-stuck', up: tasksStuck.up },
  { name: '062-chase-from', up: chaseFrom.up },
  { name: '070-today', up: today.up },
  { name: '071-absences', up: absences.up },
  { name: '072-calendar-links', up: calendarLinks.up },
  { name: '075-tags', up: tags.up },
  { name: '076-queue-choices', up: queueChoices.up },
  { name: '077-bulk-underway', up: bulkUnderway.up },
  { name: '080-counted-ends', up: countedEnds.up },
  { name: '090-worksheets', up: worksheets.up },
  { name: '091-person-links', up: personLinks.up },
  { name: '092-chase-in-order', up: chaseInOrder.up },
  { name: '093-letter-templates', up: letterTemplates.up },
  { name: '094-letterheads', up: letterheads.up },
  { name: '095-phrases', up: phrases.up },
  { name: '097-register-imports', up: registerImports.up },
  { name: '100-moved-tasks', up: movedTasks.up },
  { name: '101-text-prints', up: textPrints.up },
];

/** Every migration that this release knows. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

function umzug(database: Sequelize) {
  return new Umzug({
    migrations: migrations.map(({ name, up }) => ({
      name,
      up: () =>
        inTransaction(database, async () => {
          await up(database.getQueryInterface());
          await remember(database, name);
        }),
    })),
    storage: storageIn(database),
    logger: undefined,
  });
}

/**
 * Brings the schema up to date; gives the names of what ran. Processes that start at once take turns. Where nothing is
 * pending nothing is written: that takes no right to change the schema.
 */
export async function migrate(database: Sequelize): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  return inTransaction(database, async () => {
    await takeAdvisoryLock(database, 'migrate');
    await database.query('CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY)');
    const ran = await umzug(database).up();
    await countAgain(database);
    return ran.map(({ name }) => name);
  });
}

/** If `ANALYZE` was ever run, sqlite has statistics for the old indexes only and would choose badly among the new ones. */
async function countAgain(database: Sequelize): Promise<void> {
  if (database.getDialect() !== 'sqlite') return;
  if (await database.getQueryInterface().tableExists('sqlite_stat1')) await database.query('ANALYZE');
}

const remember = (database: Sequelize, name: string) =>
  database.query('INSERT INTO migrations (name) VALUES (:name)', { replacements: { name } });

function storageIn(database: Sequelize): UmzugStorage {
  return {
    logMigration: async () => undefined, // done inside the migration's own transaction
    unlogMigration: async () => undefined,
    executed: () => executedMigrations(database),
  };
}
