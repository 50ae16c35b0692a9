import type { FileDecision, LeavingOutReason } from '../../domain/answers/answerFile.ts';
import { type Handling, handlingOf } from '../../domain/redaction/handling.ts';
import type { Removal } from '../../domain/redaction/removal.ts';
import type { CleanReport } from '../../domain/redaction/report.ts';
import { AnswerFile } from '../answerFile.ts';
import { nameOfFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { sentAnswers } from '../subjectRequest/sentAnswers.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { type HandedOver, handedOver } from '../task/handedOver.ts';
import { type FileDescription, originsOfDescribed } from './description.ts';

/** What is sealed about a file: what is removed from it, what became of its copy, why it is left out, and what the DPO says of it. */
export type FileReview = {
  removals: Removal[];
  report?: CleanReport;
  reason?: LeavingOutReason;
  described?: FileDescription;
  /** Whether it leaves with the metadata that it came with: of a PDF. */
  asItCame?: boolean;
};

/** A file of the answer that is being prepared: handed over by the owner of a system, or given by the DPO. */
export type PreparedFile = FileReview &
  Partial<HandedOver> & {
    /** The attachment that came. */
    id: number;
    name: string;
    mediaType: string;
    size: number;
    /** Whether the owner of a system handed it over; otherwise it was put into the answer. */
    isHandedOver: boolean;
    handling: Handling;
    /** The keyed digest of its bytes as they came. */
    came: string;
    /** How often something was decided about it. */
    version: number;
    decision?: FileDecision;
    decidedBy?: string;
    decidedAt?: Date;
    /** The copy that leaves. */
    copy?: { id: number; name: string; size: number; digest: string };
    /** Of which bytes the decision was made. */
    digest?: string;
    /** Whether the person has it: the same bytes left with an answer that stands. */
    isSent: boolean;
  };

type DraftedRequest = Pick<
  SubjectRequest,
  'id' | 'organisationId' | 'wrappedKey' | 'reference' | 'status' | 'outcome' | 'right'
>;

const PURPOSES = ['task', 'answer-draft', 'answer-copy'] as const;

/** The files of the answer that is being prepared, in the order in which they came. None once the key is destroyed. */
export async function preparedFilesOf(desk: Desk, request: DraftedRequest): Promise<PreparedFile[]> {
  if (!request.wrappedKey) return [];
  const key = keyOf(desk, request);
  const where = { requestId: request.id, purpose: [...PURPOSES], destroyedAt: null };
  const attributes = { exclude: ['content'] };
  const stored = await Attachment.findAll({ where, attributes, order: ['id'] });
  const came = stored.filter(({ purpose }) => purpose !== 'answer-copy');
  if (came.length === 0) return [];
  const reviews = await AnswerFile.findAll({ where: { requestId: request.id } });
  const isHanded = ({ purpose }: Attachment) => purpose === 'task';
  const sent = await sentFiles(key, request.id);
  const handed = came.some(isHanded) ? await handedOver(desk, request) : undefined;
  const known = reviews.map((review) => ({ review, said: unsealJson<FileReview>(key, review.data) }));
  const originOf = await originsOfDescribed(
    desk,
    request,
    known.map(({ said }) => said.described),
  );
  return came.map((row) => {
    const found = known.find(({ review }) => review.attachmentId === row.id);
    const { review, said = { removals: [] } } = found ?? {};
    const copy = stored.find(({ id }) => id === review?.copyId);
    const named = nameOfFile(key, row) ?? { name: '', mediaType: '' };
    const copyName = (copy && nameOfFile(key, copy)?.name) ?? '';
    const from = isHanded(row) ? handed?.get(row.id) : originOf(said.described);
    return {
      id: row.id,
      ...named,
      size: row.size,
      isHandedOver: isHanded(row),
      ...from,
      handling: handlingOf(named),
      came: row.digest,
      version: review?.version ?? 0,
      decision: review?.decision ?? undefined,
      decidedBy: review?.decidedBy ?? undefined,
      decidedAt: review?.decidedAt ?? undefined,
      digest: review?.digest ?? undefined,
      copy: copy && { id: copy.id, size: copy.size, digest: copy.digest, name: copyName },
      isSent: isSentIn(sent, { copy, name: copyName, system: from?.system }),
      ...said,
    };
  });
}

type SentCopy = { copy?: Attachment; name: string; system?: string };
const isSentIn = (sent: ReadonlySet<string>, { copy, name, system }: SentCopy): boolean =>
  copy !== undefined && sent.has(fileKey({ digest: copy.digest, name, system }));

type NamedBytes = { digest: string; name: string; system?: string };
const fileKey = ({ digest, name, system = '' }: NamedBytes): string => [digest, name, system].join('\n');

/** The files that left with the answers that stand, by their bytes, name and system. */
async function sentFiles(key: Key, requestId: number): Promise<ReadonlySet<string>> {
  const answers = await sentAnswers(requestId, key);
  const ids = answers.flatMap(({ content }) => content.attachments);
  if (ids.length === 0) return new Set();
  const rows = await Attachment.findAll({
    where: { id: ids, requestId },
    attributes: ['id', 'digest', 'data'],
  });
  const systems = Object.assign({}, ...answers.map(({ content }) => content.systems)) as Record<
    number,
    string
  >;
  return new Set(
    rows.map((row) =>
      fileKey({ digest: row.digest, name: nameOfFile(key, row)?.name ?? '', system: systems[row.id] }),
    ),
  );
}
