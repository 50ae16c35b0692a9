import assert from 'node:assert/strict';
import { FILE_DECISIONS, LEAVING_OUT_REASONS, RELEASES } from '../../domain/answers/answerFile.ts';
import { URGENCIES } from '../../domain/deadlines/urgency.ts';
import { PARTICULARS } from '../../domain/intake/particulars.ts';
import { DECISIONS } from '../../domain/lifecycle/letterEffects.ts';
import { OUTCOMES, STATUSES } from '../../domain/lifecycle/status.ts';
import { shapeOf, VERB_NAMES } from '../../domain/lifecycle/verbs.ts';
import {
  ATTACHMENT_PURPOSES,
  CHANNELS,
  EXTENSION_GROUNDS,
  IDENTITY_METHODS,
  LETTER_KINDS,
  REASONS_NOT_TO_SEND,
  REFUSAL_SCOPES,
  REOPENING_SCOPES,
} from '../../domain/lifecycle/vocabulary.ts';
import { WORKSHEET_CASES, WORKSHEET_FIELDS } from '../../domain/lifecycle/worksheet.ts';
import { MAIL_STEPS } from '../../domain/mailSteps.ts';
import { ROLES } from '../../domain/permissions.ts';
import { MATTERS, STARTING_FACTS } from '../../domain/policies/facts.ts';
import { ENDINGS, PAUSE_MODELS, PAUSE_REASONS, WORDED_CHANNELS } from '../../domain/policies/policy.ts';
import { REMOVAL_REASONS } from '../../domain/redaction/removal.ts';
import { LEFT_CODES, STRIPPED_CODES, SURVIVOR_PLACES } from '../../domain/redaction/report.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { translator } from '../../views/i18n.ts';

/** Those that the status page tells of: they stand first. Of codes it does not tell, and the client's notice is the client's. */
const TO_THE_PERSON = LETTER_KINDS.slice(0, LETTER_KINDS.indexOf('status-code')).filter(
  (kind) => kind !== 'client-notice',
);

/**
 * What the code says by a code of the desk, `rights:${right}.name`: each word of each vocabulary. That they are there in every other
 * language is for locales.test.ts.
 */
const WORDS: Record<string, string[]> = {
  'a right': RIGHTS.flatMap((right) => [
    `rights:${right}.name`,
    `rights:${right}.plain`,
    `requests:right.${right}`,
    `letters:right.${right}`,
  ]),
  'a question that follows from a right': Object.entries(PARTICULARS).flatMap(([right, questions]) =>
    questions.flatMap(({ name, choices = [] }) => [
      choices.length > 0 ? `particulars:${right}.${name}.name` : `particulars:${right}.${name}`,
      ...choices.map((choice) => `particulars:${right}.${name}.choice.${choice}`),
    ]),
  ),
  'a verb': VERB_NAMES.flatMap((verb) => [
    `verbs:${verb}.title`,
    `verbs:${verb}.hint`,
    `verbs:${verb}.button`,
    `verbs:${verb}.done`,
    ...(shapeOf(verb).waitsForLetter ? [`verbs:${verb}.ordered`] : []),
  ]),
  'a letter': [
    ...LETTER_KINDS.map((kind) => `events:letterKind.${kind}`),
    ...TO_THE_PERSON.map((kind) => `status:letter.${kind}`),
  ],
  'a status': [
    ...STATUSES.map((status) => `requests:status.${status}`),
    // of one that is closed its outcome is told
    ...STATUSES.filter((status) => status !== 'closed').map((status) => `status:now.${status}`),
  ],
  'an outcome': OUTCOMES.flatMap((outcome) => [`requests:outcome.${outcome}`, `status:ended.${outcome}`]),
  'a decision that waits': DECISIONS.map((decision) => `requests:next.untold.${decision}`),
  'a role': ROLES.flatMap((role) => [`frame:role.${role}`, `settings:roleHint.${role}`]),
  'a channel': CHANNELS.map((channel) => `requests:channel.${channel}`),
  'a ground of extension': EXTENSION_GROUNDS.flatMap((ground) => [
    `events:extensionGround.${ground}`,
    `letters:extensionNotice.ground.${ground}`,
  ]),
  'a scope of refusal': REFUSAL_SCOPES.flatMap((scope) => [
    `events:scope.${scope}`,
    `verbs:refuse.scope.${scope}`,
    `verbs:refuse.scopeHint.${scope}`,
    `letters:refusal.${scope}`,
  ]),
  'a question of the worksheet': [
    ...WORKSHEET_CASES.map((one) => `verbs:worksheet.case.${one}`),
    ...WORKSHEET_FIELDS.map((field) => `verbs:worksheet.label.${field}`),
  ],
  'a scope of reopening': REOPENING_SCOPES.flatMap((scope) => [
    `events:reopeningScope.${scope}`,
    `verbs:reopen.scopeHint.${scope}`,
  ]),
  'a reason to pause': PAUSE_REASONS.flatMap((reason) => [
    `verbs:pauseReason.${reason}`,
    `because:reason.${reason}`,
    `status:waiting.${reason}`,
  ]),
  'a model of pausing': PAUSE_MODELS.filter((model) => model !== 'none').map(
    (model) => `because:model.${model}`,
  ),
  'a way to confirm an identity': IDENTITY_METHODS.map((method) => `events:method.${method}`),
  'a purpose of a file': ATTACHMENT_PURPOSES.map((purpose) => `events:purpose.${purpose}`),
  'a reason not to send a letter': REASONS_NOT_TO_SEND.map((reason) => `outbox:reason.${reason}`),
  // at `acceptance` nobody knows whether the letter left, and that is said instead
  'a step of the way to the mail server': MAIL_STEPS.filter((step) => step !== 'acceptance').map(
    (step) => `mailPath:why.${step}`,
  ),
  'a fact that starts a clock': STARTING_FACTS.map((fact) => `because:fact.${fact}`),
  'a matter': MATTERS.filter((matter) => matter !== 'request').map((matter) => `policies:matter.${matter}`),
  'what ends a clock': ENDINGS.map((ending) => `policies:ends.${ending}`),
  'a way to use a right': WORDED_CHANNELS.map((channel) => `policies:channel.${channel}`),
  'a decision about a file of an answer': FILE_DECISIONS.map((decision) => `answerFiles:state.${decision}`),
  'a way to release files': RELEASES.flatMap((release) => [
    `answerFiles:press.${release}`,
    `answerFiles:releaseAll.${release}`,
  ]),
  'a reason to leave a file out': LEAVING_OUT_REASONS.map((reason) => `answerFiles:reason.${reason}`),
  'a reason to remove something': REMOVAL_REASONS.flatMap((reason) => [
    `answerFiles:words.${reason}`,
    `answerFiles:pages.${reason}`,
    `letters:keptBack.removed.${reason}`,
    `letters:keptBack.leftOut.${reason}`,
  ]),
  'what is taken out of a copy': STRIPPED_CODES.map((code) => `answerFiles:stripped.${code}`),
  'what is still in a copy': LEFT_CODES.map((code) => `answerFiles:left.${code}`),
  'a place where removed words were found': SURVIVOR_PLACES.map((place) => `answerFiles:place.${place}`),
  'an urgency': URGENCIES.map((urgency) => `urgency:word.${urgency}`),
};

const t = translator('en');

describe('The words of a vocabulary', () => {
  for (const [what, keys] of Object.entries(WORDS))
    it(`are there for ${what}, each of them`, () => {
      assert.ok(keys.length > 1);
      assert.deepEqual(keys.filter(isMissing), []);
    });
});

/** In a test a key without words stops whoever asks for it. */
function isMissing(key: string): boolean {
  try {
    return t(key, { count: 1 }) === key;
  } catch {
    return true;
  }
}
