import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { commonStrings } from '../strings/common.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { DialogFoot } from './dialog-foot.tsx';
import { holdHotkeys } from './hotkeys/hotkey-store.ts';

export interface DialogProps {
  open: boolean;
  /** Escape, the close button, and a press outside unless `sticky`. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The buttons of a question, the main one last. Those of a form come from `FormActions`. */
  footer?: ReactNode;
  width?: 'small' | 'medium' | 'large';
  /** `alertdialog` for a question that interrupts. */
  role?: 'dialog' | 'alertdialog';
  /** A press outside does not close it: what was typed would be lost. */
  sticky?: boolean;
}

/** A modal dialog: keeps the focus, gives it back, hides the rest, holds the screen's keys. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, children, footer, width = 'medium', role = 'dialog' } = props;
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  useEffect(() => (open ? holdHotkeys() : undefined), [open]);
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable={!props.sticky}
      className={styles.overlay ?? ''}
    >
      <Modal className={clsx(styles.modal, styles[width])}>
        <AriaDialog role={role} className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <Button
              tone="plain"
              size="small"
              icon={<X aria-hidden="true" />}
              label={commonStrings.close}
              onPress={onClose}
            />
          </header>
          <DialogFoot value={foot}>
            <div className={styles.body}>{children}</div>
          </DialogFoot>
          <footer ref={setFoot} className={styles.footer}>
            {footer && <div className={styles.answers}>{footer}</div>}
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
