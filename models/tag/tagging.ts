import { RuleViolation } from '../../domain/ruleViolation.ts';
import { MOST_TAGS, type Tag, tagKey, tagName } from '../../domain/tags.ts';
import { type Selection, selectLists } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { RequestTag, TagRow } from '../tag.ts';

/** Tags a request; a tag that the organisation does not have yet is made. Throws `tagged-already` and `too-many-tags`. */
export function tagRequest(desk: Desk, by: By, target: Target, typed: string) {
  return change(desk, by, target, 'tag', async (it) => {
    const { request } = it;
    const { id } = await tagOf(by, tagName(typed));
    const has = tagsIn(request);
    if (has.includes(id)) throw new RuleViolation('tagged-already', {}, 'tag');
    if (has.length === MOST_TAGS) throw new RuleViolation('too-many-tags', { most: MOST_TAGS }, 'tag');
    await RequestTag.create({ requestId: request.id, tagId: id });
    request.tags = JSON.stringify([...has, id]);
    it.tell('tagged', { tag: id });
  });
}

/** Takes a tag off a request. Throws `tag-gone` where it has none of that name. */
export function untagRequest(desk: Desk, by: By, target: Target, typed: string) {
  return change(desk, by, target, 'untag', async (it) => {
    const { request } = it;
    const nameKey = tagKey(tagName(typed));
    const found = await TagRow.findOne({ where: { organisationId: by.organisationId, nameKey } });
    const has = tagsIn(request);
    if (!found || !has.includes(found.id)) throw new RuleViolation('tag-gone', {}, 'tag');
    await RequestTag.destroy({ where: { requestId: request.id, tagId: found.id } });
    const left = has.filter((id) => id !== found.id);
    request.tags = left.length > 0 ? JSON.stringify(left) : null;
    it.tell('untagged', { tag: found.id });
  });
}

/** The organisation's tag of that name; it is made if there is none. The first spelling stays. */
export async function tagOf({ organisationId }: By, name: string): Promise<TagRow> {
  const nameKey = tagKey(name);
  await TagRow.bulkCreate([{ organisationId, name, nameKey }], { ignoreDuplicates: true });
  return TagRow.findOne({ where: { organisationId, nameKey }, rejectOnEmpty: true });
}

/** The name of a tag by its number; empty for none. */
export const tagNameOf = async (id: number | null): Promise<string> =>
  (id && (await TagRow.findByPk(id))?.name) || '';

/** The organisation's tags that some request has, in order. */
export const tagsOf = async (desk: Desk, { organisationId }: By): Promise<Tag[]> =>
  (await selectLists(desk.database, { tags: TAGS }, { organisationId })).tags;

/** The numbers of a request's tags, in the order in which it got them. */
export const tagsIn = ({ tags }: Pick<SubjectRequest, 'tags'>): number[] => (tags ? JSON.parse(tags) : []);

/** The organisation's tags that some request has, as a list to read beside others, with the value `organisationId`. */
export const TAGS: Selection<Tag> = {
  columns: { id: 't.id', name: 't.name' },
  from: `FROM tags t WHERE t.organisation_id = :organisationId
    AND EXISTS (SELECT 1 FROM request_tags g WHERE g.tag_id = t.id) ORDER BY t.name_key`,
};
