import type { ReactNode } from 'react';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { FormActions } from '../../../ui/form.tsx';
import styles from './contacts.module.css';
import { closeContacts } from './contacts-dialog.store.ts';

interface NextStepsProps {
  /** What was done. */
  told: string;
  /** What is to be done next. */
  next: string;
  /** The buttons that do it. */
  children: ReactNode;
}

/** A change was made, and something comes after it, now or later. */
export function NextSteps({ told, next, children }: NextStepsProps) {
  return (
    <div className={styles.steps}>
      <Banner tone="success" live="status">
        {told}
      </Banner>
      <p>{next}</p>
      <FormActions>
        {children}
        <Button tone="plain" onPress={closeContacts}>
          {words.later}
        </Button>
      </FormActions>
    </div>
  );
}
