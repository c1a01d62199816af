import { expect, test } from 'vitest';
import {
  type ContactValues,
  differences,
  pick,
  problemsIn,
} from '#renderer/features/accounts/contacts/contact-form.ts';

const onFile: ContactValues = {
  ...{ name: 'Per Holm', email: 'p•••@la•••.no', phone: '•••• 67' },
  permissions: ['technical', 'billing'],
};

test('what was typed is what differs; spaces around it and the order of permissions are nothing', () => {
  expect(differences(onFile, { ...onFile, name: ' Per Holm ' })).toEqual([]);
  expect(differences(onFile, { ...onFile, permissions: ['billing', 'technical'] })).toEqual([]);
  const typed = { ...onFile, phone: '', permissions: ['billing' as const] };
  expect(differences(onFile, typed)).toEqual(['phone', 'permissions']);
  expect(pick(typed, differences(onFile, typed))).toEqual({ phone: '', permissions: ['billing'] });
});

test('what is masked and stays is not judged; what is typed is', () => {
  expect(problemsIn(onFile, [])).toEqual({});
  const typed = { ...onFile, name: '', email: 'x•••@la•••.no' };
  expect(problemsIn(typed, differences(onFile, typed))).toEqual({ name: 'missing', email: 'form' });
});
