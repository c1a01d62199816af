import { useState } from 'react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { OrderView } from '#shared/contract/orders.contract.ts';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { useAccountStore } from '../accounts/account.store.ts';
import { AccountForm, type MadeAccount } from '../accounts/new-account/account-form.tsx';
import { InstructionsSheet } from '../accounts/new-account/instructions-sheet.tsx';
import { type Customer, CustomerStep } from './customer-step.tsx';
import { OrderForm } from './order-form.tsx';
import { OrderNote } from './order-note.tsx';

export interface NewOrderProps {
  channel: WorkChannel;
  /** Brings an account that was just made on screen. */
  onMade: (accountId: number) => void;
  /** A returning customer is to be looked up and verified first. */
  onLookUp: () => void;
  onDone: () => void;
}

type Step =
  | { readonly at: 'customer' | 'account' | 'order' }
  | { readonly at: 'made'; readonly made: MadeAccount }
  | { readonly at: 'noted'; readonly order: OrderView };

/** An order from beginning to end: whose it is, what it is, and the note that hands payment off. */
export function NewOrder({ channel, onMade, onLookUp, onDone }: NewOrderProps) {
  const account = useAccountStore((state) => state.account);
  const [step, setStep] = useState<Step>({ at: account ? 'order' : 'customer' });
  const choose = (customer: Customer) =>
    customer === 'new' ? setStep({ at: 'account' }) : onLookUp();
  switch (step.at) {
    case 'customer':
      return <CustomerStep onChosen={choose} />;
    case 'account':
      return <AccountForm onMade={(made) => setStep({ at: 'made', made })} onCancel={onDone} />;
    case 'made':
      return (
        <InstructionsSheet
          made={step.made}
          next={words.goOn}
          onNext={() => {
            onMade(step.made.accountId);
            setStep({ at: 'order' });
          }}
        />
      );
    case 'order':
      return account ? (
        <OrderForm
          key={account.accountId}
          account={account}
          onNoted={(order) => setStep({ at: 'noted', order })}
          onOther={() => setStep({ at: 'customer' })}
        />
      ) : (
        <Spinner label={words.loading} />
      );
    case 'noted':
      return account && <OrderNote {...{ account, channel, onDone }} order={step.order} />;
  }
}
