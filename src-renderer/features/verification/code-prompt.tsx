import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { codesStrings } from '../../strings/set-code.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { openCodesFor } from './codes-entry.tsx';

/** At a verdict by a code that has to go: why, the worst first, and the way to a new one. */
export function CodePrompt({ call }: { call: VerificationView }) {
  const why = whyToReplace(call);
  if (why === null) return null;
  return (
    <Banner
      tone="warn"
      action={
        <Button size="small" onPress={() => openCodesFor(call)}>
          {codesStrings.prompt}
        </Button>
      }
    >
      {why}
    </Banner>
  );
}

function whyToReplace(call: VerificationView): string | null {
  if (call.codeMustChange) return words.mustChangeNote;
  if (call.codeExposed) return words.exposedNote[call.channel];
  return call.codeWeak ? words.weakNote : null;
}
