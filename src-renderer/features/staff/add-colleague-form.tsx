import { useState } from 'react';
import { username as usernameSchema } from '#shared/contract/fields.ts';
import type { StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, FormActions } from '../../ui/form.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { drawFirstPassword } from './first-password.ts';
import { loadStaff } from './staff.store.ts';

const roles: readonly StaffRole[] = ['agent', 'supervisor'];
const worksOnChoices: readonly WorksOn[] = ['phone', 'chat', 'both'];

interface AddColleagueFormProps {
  onAdded: (added: { name: string; password: string }) => void;
  onCancel: () => void;
}

/** Name, username, role and channel; the first password is drawn. */
export function AddColleagueForm({ onAdded, onCancel }: AddColleagueFormProps) {
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<StaffRole>('agent');
  const [worksOn, setWorksOn] = useState<WorksOn>('phone');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.staff.add);

  const login = username.trim().toLowerCase();
  const nameError = name.trim() === '' ? staffStrings.nameMissing : undefined;
  const usernameError = usernameSchema.safeParse(login).success
    ? undefined
    : staffStrings.usernameWrong;

  const submit = async () => {
    setJudged(true);
    if (nameError || usernameError) return;
    const password = drawFirstPassword();
    const added = await run({ username: login, name: name.trim(), role, worksOn, password });
    if (!added) return;
    onAdded({ name: name.trim(), password });
    await loadStaff();
  };

  return (
    <Form label={staffStrings.addTitle} onSubmit={() => void submit()}>
      <TextField
        label={staffStrings.name}
        help={staffStrings.nameHelp}
        required
        autoFocus
        autoCapitalize="words"
        maxLength={80}
        value={name}
        onChange={setName}
        error={judged ? nameError : undefined}
      />
      <TextField
        label={staffStrings.username}
        help={staffStrings.usernameHelp}
        required
        maxLength={40}
        value={username}
        onChange={setUsername}
        error={judged ? usernameError : undefined}
      />
      <RadioList
        label={staffStrings.role}
        options={roles.map((id) => ({
          id,
          label: staffStrings.roles[id],
          detail: staffStrings.roleHelp[id],
        }))}
        value={role}
        onChange={setRole}
      />
      <Select
        label={staffStrings.worksOnLabel}
        options={worksOnChoices.map((id) => ({ id, label: staffStrings.worksOn[id] }))}
        value={worksOn}
        onChange={setWorksOn}
      />
      <FormActions>
        <Button type="submit" tone="primary" busy={busy}>
          {staffStrings.addSubmit}
        </Button>
        <Button onPress={onCancel}>{commonStrings.cancel}</Button>
      </FormActions>
      {error && (
        <Banner tone="danger" live="alert">
          {explainError(error).message}
        </Banner>
      )}
    </Form>
  );
}
