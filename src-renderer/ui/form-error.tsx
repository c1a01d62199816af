import type { CallError } from '#shared/result.ts';
import { Banner } from './banner.tsx';
import { explainError } from './explain-error.ts';

/** Why what was sent was refused, and what to do. */
export function FormError({ error }: { error: CallError | null }) {
  if (error === null) return null;
  return (
    <Banner tone="danger" live="alert">
      {explainError(error).message}
    </Banner>
  );
}
