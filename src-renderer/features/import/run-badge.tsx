import { Ban, Check, CircleHelp, Loader, type LucideIcon, OctagonX, Undo2 } from 'lucide-react';
import type { ImportState, ImportView } from '#shared/contract/import.contract.ts';
import { importStrings as words } from '../../strings/import.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';

const looks: Readonly<
  Record<ImportState, { tone: NonNullable<BadgeProps['tone']>; Icon: LucideIcon }>
> = {
  receiving: { tone: 'accent', Icon: Loader },
  reading: { tone: 'accent', Icon: Loader },
  ready: { tone: 'wait', Icon: CircleHelp },
  applying: { tone: 'accent', Icon: Loader },
  applied: { tone: 'verified', Icon: Check },
  undoing: { tone: 'accent', Icon: Loader },
  undone: { tone: 'neutral', Icon: Undo2 },
  cancelled: { tone: 'neutral', Icon: Ban },
  failed: { tone: 'refused', Icon: OctagonX },
};

/** How an import stands. */
export function RunBadge({ run }: { run: ImportView }) {
  const waits = run.state === 'receiving' && run.received === run.pieces;
  const { tone, Icon } = looks[waits ? 'ready' : run.state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {waits ? words.columnsState : words.states[run.state]}
    </Badge>
  );
}
