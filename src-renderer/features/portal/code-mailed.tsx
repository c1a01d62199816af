import type { ReactNode } from 'react';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import { portalStrings as words } from '../../strings/portal.ts';
import { Banner } from '../../ui/banner.tsx';

interface CodeMailedProps {
  mail: MailStanding;
  said: Readonly<Record<MailStanding, string>>;
  /** How long the code works, and what else is to be known. */
  children: string;
  action?: ReactNode;
}

/** What became of a mail with a code. */
export function CodeMailed({ mail, said, children, action }: CodeMailedProps) {
  return (
    <Banner tone={mail === 'held' ? 'warn' : 'info'} title={said[mail]} action={action}>
      {mail === 'held' && `${words.heldHelp} `}
      {children}
    </Banner>
  );
}
