import { Banner } from '../../ui/banner.tsx';
import { explainError } from '../../ui/explain-error.ts';
import type { CheckNotice as Notice } from './use-password-check.ts';
import { WaitNotice } from './wait-notice.tsx';

interface CheckNoticeProps {
  notice: Notice;
  /** What a refused password means here. */
  refused: string;
  onWaitOver: () => void;
}

/** What a password check came to, under its button, so that nothing moves when it appears. */
export function CheckNotice({ notice, refused, onWaitOver }: CheckNoticeProps) {
  switch (notice.kind) {
    case 'none':
      return null;
    case 'refused':
      return (
        <Banner tone="danger" live="alert">
          {refused}
        </Banner>
      );
    case 'wait':
      return <WaitNotice until={notice.until} onDone={onWaitOver} />;
    case 'error':
      return (
        <Banner tone="danger" live="alert" title={`${explainError(notice.error).title}.`}>
          {explainError(notice.error).message}
        </Banner>
      );
  }
}
