import { Injectable } from '@nestjs/common';
import type {
  DialoguesAnswer,
  DialogueSummary,
  DialogueTopicsAnswer,
  DialogueTopicView,
  ListDialoguesV1,
  ListDialogueTopicsV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { cutPage, pageOf } from '../page';

const DIALOGUES = `
  SELECT seq, id AS "dialogueId", kind, held_on::text AS "heldOn", area_id AS "areaId", hub_id AS "hubId",
         participants, (SELECT count(*)::int FROM dialogue_topics WHERE dialogue_id = dialogues.id) AS topics
  FROM dialogues
  WHERE seq > $1::bigint AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR area_id = $3)
  ORDER BY seq LIMIT $4`;

const TOPICS = `
  SELECT seq, id AS "topicId", dialogue_id AS "dialogueId", version, state, topic, issue,
         development_id AS "developmentId"
  FROM dialogue_topics
  WHERE seq > $1::bigint AND ($2::uuid IS NULL OR dialogue_id = $2) AND ($3::text IS NULL OR state = $3)
  ORDER BY seq LIMIT $4`;

@Injectable()
export class DialoguesQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListDialoguesV1, ctx: CallContext): Promise<DialoguesAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const values = [after, input.kind ?? null, input.areaId ?? null, take];
      const rows: (DialogueSummary & { readonly seq: string })[] = await db.query(DIALOGUES, values);
      return cutPage(rows, take, ({ seq: _, ...dialogue }) => dialogue);
    });
  }

  topics(input: ListDialogueTopicsV1, ctx: CallContext): Promise<DialogueTopicsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const values = [after, input.dialogueId ?? null, input.state ?? null, take];
      const rows: (DialogueTopicView & { readonly seq: string })[] = await db.query(TOPICS, values);
      return cutPage(rows, take, ({ seq: _, ...topic }) => topic);
    });
  }
}
