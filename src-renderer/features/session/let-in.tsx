import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckNotice } from './check-notice.tsx';
import type { PasswordCheck } from './use-password-check.ts';

interface LetInProps {
  /** The words on the button. */
  submit: string;
  check: Omit<PasswordCheck<never>, 'run'>;
  /** What is missing before anything can be sent; null when nothing is. */
  missing: string | null;
  /** What a refused password means here. */
  refused: string;
}

/** The end of a form that lets somebody in: its one large button, and what came of it. */
export function LetIn({ submit, check, missing, refused }: LetInProps) {
  return (
    <>
      <Button type="submit" tone="primary" size="large" wide busy={check.busy}>
        {submit}
      </Button>
      {missing === null ? (
        <CheckNotice notice={check.notice} refused={refused} onWaitOver={check.clear} />
      ) : (
        <Banner tone="warn" live="alert">
          {missing}
        </Banner>
      )}
    </>
  );
}
