import { type DoctorRemark, type Finding, STATES } from '../../domain/doctor.ts';
import { DELIVERY_FAULTS } from '../../domain/mailSteps.ts';
import { longMoment } from '../dates.ts';
import { type Language, type T, translator } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';

type DoctorPage = {
  frame: Frame;
  summary: string;
  columns: { text: string }[];
  rows: { cells: object[] }[];
  command: string;
};

/** Red: fails; open: needs attention; closed: in order. */
const TONE = { ok: 'inTime', warn: 'soon', fail: 'late' } as const;

/** The findings about the desk, the worst first. */
export function doctorPage(base: FrameBase, { found, zone }: { found: Finding[]; zone: string }): DoctorPage {
  const { t, language } = base;
  const worstFirst = [...found].sort((one, other) => STATES.indexOf(other.state) - STATES.indexOf(one.state));
  return {
    frame: { ...base, title: t('doctor:title') },
    summary: summaryOf(found, t),
    columns: ['check', 'state', 'found'].map((column) => ({ text: t(`doctor:column.${column}`) })),
    rows: worstFirst.map((finding) => ({
      cells: [
        { text: t(`doctor:check.${finding.check}`) },
        { badge: TONE[finding.state], text: t(`doctor:state.${finding.state}`) },
        { text: findingText(finding, language, zone) },
      ],
    })),
    command: 'npm run -s rightsdesk -- doctor',
  };
}

function summaryOf(found: Finding[], t: T): string {
  const failed = found.filter(({ state }) => state === 'fail').length;
  const warned = found.filter(({ state }) => state === 'warn').length;
  if (failed > 0) return t('doctor:summary.fail', { count: failed });
  return warned > 0 ? t('doctor:summary.warn', { count: warned }) : t('doctor:summary.ok');
}

/** The finding of one check, in sentences. */
export function findingText({ remarks }: Finding, language: Language, zone: string): string {
  return remarks.map((remark) => sentenceOf(remark, language, zone)).join(' ');
}

function sentenceOf({ code, data = {} }: DoctorRemark, language: Language, zone: string): string {
  const t = translator(language);
  const { at, bytes, step, seconds } = data;
  const ours = DELIVERY_FAULTS.find((one) => one === data.says); // the server said nothing
  return t(`doctor:says.${code}`, {
    ...data,
    ...(at instanceof Date && { at: longMoment(at, language, zone) }),
    ...(typeof bytes === 'number' && { bytes: sizeWords(bytes, t, language) }),
    ...(step !== undefined && { why: t(`mailPath:why.${step}`), remedy: t(`mailPath:remedy.${step}`) }),
    ...(ours && { says: t(`outbox:reason.${ours}`) }),
    ...(seconds !== undefined && { count: seconds }),
  }).trim();
}
