import { useState } from 'react';
import { ordersStrings as words } from '../../strings/orders.ts';
import { Button } from '../../ui/button.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { RadioList } from '../../ui/radio-list.tsx';

export type Customer = keyof typeof words.customers;

const options = (['new', 'returning'] as const).map((id) => ({ id, ...words.customers[id] }));

/** Whether a new or a returning customer orders. */
export function CustomerStep({ onChosen }: { onChosen: (customer: Customer) => void }) {
  const [customer, setCustomer] = useState<Customer>('new');
  return (
    <Form label={words.customer} onSubmit={() => onChosen(customer)}>
      <RadioList
        label={words.customer}
        options={options}
        value={customer}
        onChange={setCustomer}
        autoFocus
      />
      <FormActions>
        <Button type="submit" tone="primary">
          {words.next[customer]}
        </Button>
      </FormActions>
    </Form>
  );
}
