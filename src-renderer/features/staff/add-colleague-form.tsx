import { useState } from 'react';
import type { StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { useAction } from '../../ui/use-action.ts';
import { drawFirstPassword } from './first-password.ts';
import { cleanPerson, noPerson, PersonFields, personErrors } from './person-fields.tsx';
import { loadStaff } from './staff.store.ts';

const roles: readonly StaffRole[] = ['agent', 'supervisor'];
const worksOnChoices: readonly WorksOn[] = ['phone', 'chat', 'both'];

interface AddColleagueFormProps {
  onAdded: (added: { name: string; password: string }) => void;
  onCancel: () => void;
}

/** Name, username, role and channel; the first password is drawn. */
export function AddColleagueForm({ onAdded, onCancel }: AddColleagueFormProps) {
  const [person, setPerson] = useState(noPerson);
  const [role, setRole] = useState<StaffRole>('agent');
  const [worksOn, setWorksOn] = useState<WorksOn>('phone');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.staff.add);

  const submit = async () => {
    setJudged(true);
    if (Object.keys(personErrors(person)).length > 0) return;
    const password = drawFirstPassword();
    const added = await run({ ...cleanPerson(person), role, worksOn, password });
    if (!added) return;
    onAdded({ name: cleanPerson(person).name, password });
    await loadStaff();
  };

  return (
    <Form label={staffStrings.addTitle} onSubmit={() => void submit()}>
      <PersonFields value={person} onChange={setPerson} judged={judged} />
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
      <FormEnd submit={staffStrings.addSubmit} busy={busy} error={error}>
        <Button onPress={onCancel}>{commonStrings.cancel}</Button>
      </FormEnd>
    </Form>
  );
}
