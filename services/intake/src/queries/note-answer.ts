import type { NoteFact } from '#libs/contracts';
import { noteTexts } from '../domain/note';
import type { NoteCorrectionEntity, NoteEntity } from '../storage/note.entity';

const STRUCK_SHOWN = 100;

/** A note as far as these corrections go. */
export function noteFact(note: NoteEntity, corrections: readonly NoteCorrectionEntity[]): NoteFact {
  const { text, version, struck } = noteTexts(note, corrections);
  return {
    noteRef: note.id,
    version,
    kind: note.kind,
    text,
    writtenBy: note.writtenBy,
    writtenAt: note.writtenAt.toISOString(),
    originShareId: note.originShareId,
    struck: struck.slice(-STRUCK_SHOWN).map(({ struckAt, ...rest }) => ({ ...rest, struckAt: struckAt.toISOString() })),
  };
}
